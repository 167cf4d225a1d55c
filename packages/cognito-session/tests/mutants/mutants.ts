/** One mistake that somebody could make. */
export interface Mutant {
  says: string
  file: string
  /** Stands exactly once in the file. */
  from: string
  to: string
}

export const mutants: readonly Mutant[] = [
  // The session
  {
    says: 'exp itself still counts as valid',
    file: 'cognito-user-session.ts',
    from: 'adjusted < this.#idToken',
    to: 'adjusted <= this.#idToken',
  },
  {
    says: 'the drift counts the other way round',
    file: 'cognito-user-session.ts',
    from: ') - this.#clockDrift',
    to: ') + this.#clockDrift',
  },
  {
    says: 'only the id token has to live',
    file: 'cognito-user-session.ts',
    from: 'adjusted < this.#accessToken.getExpiration()',
    to: 'true',
  },
  {
    says: 'a session in memory is not used',
    file: 'session-keeper.ts',
    from: 'if (held?.isValidAt(this.#pool.ports.now())) return held',
    to: '',
  },
  {
    says: 'an expired stored session is answered',
    file: 'session-keeper.ts',
    from: 'if (session.isValidAt(this.#pool.ports.now())) return session',
    to: 'return session',
  },
  {
    says: 'damage is told each time',
    file: 'session-keeper.ts',
    from: '      this.#holding.untoldDamage = false\n      throw',
    to: '      throw',
  },
  {
    says: 'a journal that is found is left alone',
    file: 'session-keeper.ts',
    from: 'if (current.refreshing) return',
    to: 'if (false) return',
  },
  {
    says: 'our own journal is taken for an interrupted one',
    file: 'session-keeper.ts',
    from: ' || this.#holding.flights.size > 0) return undefined',
    to: ') return undefined',
  },
  {
    says: 'the same session is stored again',
    file: 'session-keeper.ts',
    from: 'isRecordOf(current, session) ? undefined : ',
    to: '',
  },
  {
    says: 'a sign-out keeps the memory session',
    file: 'session-keeper.ts',
    from: '    this.#holding.session = null\n',
    to: '',
  },
  {
    says: 'a sign-out does not tell the refreshes under way',
    file: 'session-keeper.ts',
    from: 'this.#holding.departures += 1',
    to: 'this.#holding.departures += 0',
  },
  {
    says: 'a sign-out lets the quick tries go on',
    file: 'session-keeper.ts',
    from: '    this.#holding.nextTry?.abort()\n',
    to: '',
  },
  {
    says: 'a sign-out leaves the damaged copy',
    file: 'session-keeper.ts',
    from: 'await this.#store.removeDamaged().catch(() => undefined)',
    to: '',
  },
  {
    says: 'a sign-out does not note what it owes',
    file: 'session-keeper.ts',
    from: 'revoking && tokens.length > 0',
    to: 'false',
  },
  // The refresh
  {
    says: 'each caller sends a refresh of its own',
    file: 'session-refresher.ts',
    from: '    if (joined) {',
    to: '    if (joined && false) {',
  },
  {
    says: 'client metadata does not keep refreshes apart',
    file: 'session-refresher.ts',
    from: 'return JSON.stringify([token ?? null, entries])',
    to: 'return JSON.stringify([token ?? null, entries.length * 0])',
  },
  {
    says: 'refreshes do not wait for their turn',
    file: 'session-refresher.ts',
    from: 'holding.lastFlight.then(() => this.#fly',
    to: 'Promise.resolve().then(() => this.#fly',
  },
  {
    says: 'a refresh that outlives a sign-out is taken',
    file: 'session-refresher.ts',
    from: 'isOut() ? leftBehind',
    to: 'false ? leftBehind',
  },
  {
    says: 'a stray refresh token is not revoked',
    file: 'session-refresher.ts',
    from: 'await this.#pool.revocations.revoke([answer.refreshToken])',
    to: 'await Promise.resolve()',
  },
  {
    says: 'a replaced token is sent again',
    file: 'session-refresher.ts',
    from: ' || this.#holding.superseded.includes(token)',
    to: '',
  },
  {
    says: 'quick tries are not left to the caller',
    file: 'session-refresher.ts',
    from: "this.#pool.retry !== 'timer' || isPending",
    to: 'isPending',
  },
  {
    says: 'a terminal error keeps the memory session',
    file: 'session-refresher.ts',
    from: '{ ...conclusion, result }',
    to: '{ result, next: conclusion.next, session: conclusion.session ?? undefined }',
  },
  {
    says: 'no journal is written',
    file: 'refresh-attempt.ts',
    from: '{ ...signedIn, refreshing: { since: now, fromGeneration: attempt.generation } }',
    to: '{ ...signedIn }',
  },
  {
    says: 'the journal stays after a failure',
    file: 'refresh-attempt.ts',
    from: 'const { refreshing: _, ...rest } = current',
    to: 'const rest = current',
  },
  {
    says: 'a back-off is not waited for',
    file: 'refresh-attempt.ts',
    from: 'retry.at > now && !force',
    to: 'retry.at > now && false',
  },
  {
    says: 'an answer counts whatever is stored',
    file: 'refresh-attempt.ts',
    from: "    if (!stands(current, attempt)) return { kind: 'discarded', current, error }\n",
    to: '',
  },
  {
    says: 'a late refusal ends a newer session',
    file: 'refresh-attempt.ts',
    from: "current?.state !== 'signedIn' || !stands(current, attempt)",
    to: "current?.state !== 'signedIn'",
  },
  {
    says: "another user's tokens are stored",
    file: 'refresh-attempt.ts',
    from: 'isOther(session, sub) ? ',
    to: 'false ? ',
  },
  {
    says: 'the access token may be of somebody else',
    file: 'refresh-attempt.ts',
    from: ' || (holder !== undefined && holder !== subject)',
    to: '',
  },
  {
    says: 'an answer without a refresh token drops the old one',
    file: 'refresh-attempt.ts',
    from: 'answer.refreshToken ?? token',
    to: 'answer.refreshToken',
  },
  {
    says: 'a refresh token without its siblings is lost',
    file: 'refresh-attempt.ts',
    from: 'rotated: answer.refreshToken }',
    to: 'rotated: undefined }',
  },
  {
    says: 'a lost answer is forgotten at the next failure',
    file: 'refresh-attempt.ts',
    from: '(interrupted || failure.unanswered)',
    to: 'failure.unanswered',
  },
  {
    says: 'an interrupted attempt is not remembered as such',
    file: 'refresh-attempt.ts',
    from: 'refreshing !== undefined || retry?.sent === true',
    to: 'retry?.sent === true',
  },
  {
    says: "a stale token of the app's ends the session",
    file: 'refresh-attempt.ts',
    from: "  if (!attempt.own) return { kind: 'kept', error, quick: false }\n",
    to: '',
  },
  {
    says: 'a forgotten device ends the session',
    file: 'refresh-failure.ts',
    from: '  if (isUnknownDevice(error)) return undefined\n',
    to: '',
  },
  {
    says: 'a missing user is no reason',
    file: 'refresh-failure.ts',
    from: "  UserNotFoundException: 'userGone',\n",
    to: '',
  },
  {
    says: 'a 5xx is taken for an answer',
    file: 'refresh-failure.ts',
    from: '(error.status ?? 0) >= 500',
    to: '(error.status ?? 0) >= 600',
  },
  {
    says: 'the second quick try comes late',
    file: 'retry-delay.ts',
    from: '[1000, 4000, 15_000]',
    to: '[1000, 8000, 15_000]',
  },
  {
    says: 'the back-off has no cap',
    file: 'retry-delay.ts',
    from: 'Math.min(limit, base * 2 **',
    to: 'Math.max(limit, base * 2 **',
  },
  {
    says: 'a captive portal is a TypeError',
    file: 'transport.ts',
    from: 'if (!isObject(content)) throw unusableAnswer()',
    to: 'if (content === undefined) throw unusableAnswer()',
  },
  {
    says: 'a request waits for ever',
    file: 'transport.ts',
    from: 'ports.wait(timeLimit, over.signal)',
    to: 'new Promise(() => undefined)',
  },
  {
    says: 'cookies are sent',
    file: 'transport.ts',
    from: "credentials: 'omit'",
    to: "credentials: 'include'",
  },
  // The store
  {
    says: 'a failed write is forgotten',
    file: 'record-store.ts',
    from: '      this.holding.unsaved = record\n',
    to: '',
  },
  {
    says: 'a failed write is not tried again',
    file: 'record-store.ts',
    from: 'void this.#writeLater(next)',
    to: 'void next',
  },
  {
    says: 'what could not be written loses to what is stored',
    file: 'record-store.ts',
    from: 'unsaved.generation > (stored?.generation ?? 0)',
    to: 'unsaved.generation < (stored?.generation ?? 0)',
  },
  {
    says: 'a late write undoes a newer one of another realm',
    file: 'record-store.ts',
    from: 'if ((await this.#current().catch(() => record)) === record) return',
    to: 'if (true) return',
  },
  {
    says: 'an answer is lost where the storage cannot be read',
    file: 'session-refresher.ts',
    from: 'record && (() => record),',
    to: 'undefined,',
  },
  {
    says: 'a damaged record is dropped',
    file: 'record-store.ts',
    from: "    await storage.setItem(this.#damagedKey, text ?? '')\n",
    to: '',
  },
  {
    says: 'generations stand still',
    file: 'record-store.ts',
    from: 'holding.generation + 1)',
    to: 'Math.max(holding.generation, 1))',
  },
  {
    says: 'steps on a record overlap',
    file: 'realm.ts',
    from: 'holding.queue.then(step, step)',
    to: 'Promise.resolve().then(step)',
  },
  {
    says: 'two users share a record',
    file: 'storage-key.ts',
    from: 'encoded(username)',
    to: "''",
  },
  {
    says: 'a sign-out of one forgets that another is the current one',
    file: 'sign-out.ts',
    from: '=== username) await pool.storage.removeItem(key)',
    to: '!== null) await pool.storage.removeItem(key)',
  },
  {
    says: 'a revocation that failed is forgotten',
    file: 'revocation-queue.ts',
    from: 'if (!passing) await this.#strike(token)',
    to: 'await this.#strike(token)',
  },
  {
    says: 'a refresh is told before it is stored',
    file: 'record-store.ts',
    from: 'if (!(await this.#write(next))) void this.#writeLater(next)',
    to: 'void this.#write(next).then((done) => done || this.#writeLater(next))',
  },
  {
    says: 'an unknown device of ours takes the place of the one that the app names',
    file: 'sign-in.ts',
    from: 'return this.#device ? { DEVICE_KEY: this.#device.deviceKey } : {}',
    to: "return { DEVICE_KEY: this.#device?.deviceKey ?? '' }",
  },
  {
    says: 'a custom sign-in proves no password',
    file: 'sign-in.ts',
    from: "password ? { CHALLENGE_NAME: 'SRP_A', SRP_A: this.#beginSrp() } : {}",
    to: '{}',
  },
  {
    says: "the pool's name keeps its region",
    file: 'pool-context.ts',
    from: "return poolId.split('_')[1] ?? ''",
    to: 'return poolId',
  },
  {
    says: 'any text is the id of a pool',
    file: 'cognito-user-pool.ts',
    from: 'UserPoolId.length > 55 ||',
    to: 'false &&',
  },
  {
    says: 'JSON shows what is redacted',
    file: 'redacted.ts',
    from: "  toJSON(): string {\n    return '[redacted]'",
    to: "  toJSON(): unknown {\n    return Reflect.get(this, 'getToken')?.call(this)",
  },
]
