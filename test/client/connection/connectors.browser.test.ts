import { connectWithFetchEventSource } from '../../../src/client/connection/stream/fetch-event-source-connector.ts'
import { connectWithParser } from '../../../src/client/connection/stream/parser-connector.ts'
import { connectorContract } from './connector-contract.ts'

connectorContract('connectWithFetchEventSource in Chromium', connectWithFetchEventSource, 'fetchEventSource')
connectorContract('connectWithParser in Chromium', connectWithParser, 'parser')
