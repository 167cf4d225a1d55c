import { basename } from 'node:path'
import { pack } from './pack.ts'

/** Run in a package's folder, by its `npm run check`. */
console.log(pack(basename(process.cwd())))
