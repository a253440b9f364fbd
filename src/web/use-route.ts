import { useEffect, useRef, useState } from 'preact/hooks';

export const routes = ['usage', 'settings', 'glance', 'fleet'] as const;
export type Route = (typeof routes)[number];

/** The view in the address' hash; unknown ones are `usage`. A new view begins at its top. */
export function useRoute(): Route {
  const route = routeIn(useHash());
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else beginAtTop();
  }, [route]);
  return route;
}

/** The address' hash, with a query if the view has one. */
export function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onHash = (): void => setHash(location.hash);
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return hash;
}

/** As if the view were a page of its own: scrolled to the top, the focus on its heading. */
function beginAtTop(): void {
  scrollTo(0, 0);
  focusHeading();
}

/** For what replaces the focused element. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('#content h1') ?? contentOf(document);
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function contentOf(page: Document): HTMLElement | null {
  return page.getElementById('content');
}

function routeIn(hash: string): Route {
  const [path] = hash.split('?');
  return routes.find((route) => path === `#/${route}`) ?? 'usage';
}
