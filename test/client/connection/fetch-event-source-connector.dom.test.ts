import { connectWithFetchEventSource } from '../../../src/client/connection/stream/fetch-event-source-connector.ts'
import { connectorContract } from './connector-contract.ts'

connectorContract('connectWithFetchEventSource', connectWithFetchEventSource, 'fetchEventSource')
