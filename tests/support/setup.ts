import type { Page } from 'playwright'
import type { LoadedExtension } from './extension.ts'

/** The page on which user pools are set up. */
export async function setupPage({ context, id }: LoadedExtension): Promise<Page> {
  const page = await context.newPage()
  await page.setViewportSize({ width: 560, height: 800 })
  await page.goto(`chrome-extension://${id}/src/options/index.html#pools`)
  return page
}

interface PoolToEnter {
  poolId: string
  clientId: string
  endpoint: string
  /** Managed login's origin. */
  domain?: string
}

/** Enters a pool by hand, as a person does who has nothing to paste. */
export async function enterPool(extension: LoadedExtension, pool: PoolToEnter): Promise<void> {
  const page = await setupPage(extension)
  await page.getByRole('button', { name: 'Enter it by hand' }).click()
  await page.getByLabel('User pool id').fill(pool.poolId)
  await page.getByLabel('App client id').fill(pool.clientId)
  if (pool.domain !== undefined) await page.getByLabel('Sign-in domain').fill(pool.domain)
  await page.getByText('Advanced').click()
  await page.getByLabel('Endpoint').fill(pool.endpoint)
  await page.getByRole('button', { name: 'Add user pool' }).click()
  await page.getByRole('heading', { name: pool.poolId }).waitFor()
  await page.close()
}
