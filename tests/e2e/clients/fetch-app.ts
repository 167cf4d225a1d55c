import { connectSession } from '@cognito-shared-session/page-sdk'
import { sessionFetch } from '@cognito-shared-session/page-sdk/fetch'
import { expose, setting } from './page.ts'

const session = await connectSession({ want: { accessToken: true }, wait: true })
const withSession = sessionFetch(session, { apis: [setting('api')] })

expose({
  get: (url) => withSession(url).then(read),
  getBare: (url) => fetch(url).then(read),
})

async function read(answer: Response) {
  return { status: answer.status, ...(await answer.json()) }
}
