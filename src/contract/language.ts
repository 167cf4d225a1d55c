/** In which language people read the extension: as the browser speaks, or always one of those in `public/_locales`. */
export const languages = ['browser', 'en', 'de', 'ja'] as const
export type Language = (typeof languages)[number]
