/** What the values of a policy must be beyond their types; each has its sentence, in each language. */
export type Demand =
  | 'notEmpty'
  | 'origin'
  | 'poolId'
  | 'clientId'
  | 'endpoint'
  | 'domain'
  | 'something'
  | 'moreThanNothing'
  | 'link'
