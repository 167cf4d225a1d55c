/** `npm run schema`: writes down what the code says of an operator's policy. A test compares the two. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { managedSchema } from './managed-schema.ts'

writeFileSync(join(import.meta.dirname, '../../public/managed-schema.json'), managedSchema())
