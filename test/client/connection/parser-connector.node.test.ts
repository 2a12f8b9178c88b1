import { connectWithParser } from '../../../src/client/connection/stream/parser-connector.ts'
import { connectorContract } from './connector-contract.ts'

connectorContract('connectWithParser', connectWithParser, 'parser')
