import { useEffect, useState } from 'preact/hooks'
import type { ProfileForm, ProfileFormProps } from './profile-form.tsx'

/** The form for a user pool, loaded when it is wanted: most popups never show it. */
export function LoadedProfileForm(props: ProfileFormProps) {
  const [Form, setForm] = useState<typeof ProfileForm>()
  useEffect(() => {
    void import('./profile-form.tsx').then((file) => setForm(() => file.ProfileForm))
  }, [])
  return Form === undefined ? null : <Form {...props} />
}
