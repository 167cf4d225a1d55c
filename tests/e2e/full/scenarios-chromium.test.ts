import { chromium } from '../../support/drivers/chromium.ts'
import { scenariosIn } from '../scenarios/in-browser.ts'

scenariosIn(chromium)
