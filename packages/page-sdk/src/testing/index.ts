export { fakeSharedSession, type FakeSharedSession, type FakeSessionOptions } from './fake-shared-session.ts'
export type { FakeSession } from './fake-extension.ts'
