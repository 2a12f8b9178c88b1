import { connectWithFetchEventSource } from '../../../src/core/connection/fetch-event-source-connector.ts'
import { connectorContract } from './connector-contract.ts'

connectorContract('connectWithFetchEventSource', connectWithFetchEventSource, 'fetchEventSource')
