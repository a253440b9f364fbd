import { useEffect, useState } from 'preact/hooks';

export type Route = 'usage' | 'settings';

/** The view named in the address; anything unknown is the usage. */
export function useRoute(): Route {
  const [route, setRoute] = useState(routeNow);
  useEffect(() => {
    const onHash = (): void => setRoute(routeNow());
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return route;
}

function routeNow(): Route {
  return location.hash === '#/settings' ? 'settings' : 'usage';
}
