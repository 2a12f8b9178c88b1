import { connectWithFetchEventSource } from '../../../src/core/connection/fetch-event-source-connector.ts'
import { connectWithParser } from '../../../src/core/connection/parser-connector.ts'
import { connectorContract } from './connector-contract.ts'

connectorContract('connectWithFetchEventSource in Chromium', connectWithFetchEventSource, 'fetchEventSource')
connectorContract('connectWithParser in Chromium', connectWithParser, 'parser')
