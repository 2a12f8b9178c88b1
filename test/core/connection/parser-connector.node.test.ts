import { connectWithParser } from '../../../src/core/connection/parser-connector.ts'
import { connectorContract } from './connector-contract.ts'

connectorContract('connectWithParser', connectWithParser, 'parser')
