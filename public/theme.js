// Before anything is painted, and in every open page at once when it is chosen anew: src/browser/theme.ts.
const showTheme = () => {
  document.documentElement.style.colorScheme = localStorage.getItem('theme') ?? ''
}
addEventListener('storage', showTheme)
showTheme()
