import bridge from '../content/bridge.iife.ts?script&iife'
import panel from '../content/panel.iife.ts?script&iife'
console.log(bridge, panel)
