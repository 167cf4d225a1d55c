import type { ActivityRecord } from '../contract/activity.ts'
import { entriesUnder } from './records.ts'

/** What happened and who got what. Up to 0.8 MB: a page reads it only where it shows it. */
export const activity = entriesUnder<ActivityRecord>('local', 'activity:')
