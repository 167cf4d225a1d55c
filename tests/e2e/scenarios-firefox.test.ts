import { firefox } from '../support/drivers/firefox.ts'
import { scenariosIn } from './scenarios/in-browser.ts'

scenariosIn(firefox)
