import { expect, test, vi } from 'vitest'
import { returnHost } from '../../../src/browser/host-permission.ts'
import { originOf } from '../../../src/contract/identity.ts'

const remove = vi.hoisted(() => vi.fn<(asked: { origins: string[] }) => Promise<boolean>>())
vi.mock('../../../src/browser/browser.ts', () => ({ browser: { permissions: { remove } } }))

const site = originOf('https://app.example') ?? expect.unreachable()

test('a host that the build requires stays, and nobody is troubled', async () => {
  remove.mockRejectedValueOnce(new Error('You cannot remove required permissions.'))
  await expect(returnHost(site)).resolves.toBe(undefined)
  expect(remove).toHaveBeenCalledWith({ origins: ['https://app.example/*'] })
})

test('a host that could not be given back is told, so that it is given back later', async () => {
  remove.mockRejectedValueOnce(new Error('The browser is shutting down.'))
  await expect(returnHost(site)).rejects.toThrow('shutting down')
})
