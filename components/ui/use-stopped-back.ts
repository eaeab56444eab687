import { useEffect } from 'react'

/** With what a stopped step is taken after all; nobody is asked about it again. */
const MEANT = 'meant'

/**
 * Back and Forward to another page: hands each to `stop`, which says whether it was stopped, with
 * what takes it after all. Only the Navigation API can stop one before the address has changed:
 * without it they lead away as ever. A browser lets a page hold nobody, so it may let a second Back in a row pass.
 */
export function useStoppedBack(stop: (go: () => void) => boolean): void {
  useEffect(() => {
    if (!('navigation' in window)) return
    const { navigation } = window
    const onNavigate = (event: NavigateEvent) => {
      const { key, url, sameDocument } = event.destination
      const isStep = event.navigationType === 'traverse' && event.cancelable
      // Before another document the browser asks by itself; within a page, the page does.
      const leavesPage = sameDocument && new URL(url).pathname !== window.location.pathname
      if (!isStep || !leavesPage || event.info === MEANT) return
      if (stop(() => follow(navigation.traverseTo(key, { info: MEANT })))) event.preventDefault()
    }
    navigation.addEventListener('navigate', onNavigate)
    return () => navigation.removeEventListener('navigate', onNavigate)
  }, [stop])
}

/** Another step that is taken meanwhile ends this one, which is nobody's fault. */
function follow({ committed, finished }: NavigationResult): void {
  committed?.catch(() => undefined)
  finished?.catch(() => undefined)
}
