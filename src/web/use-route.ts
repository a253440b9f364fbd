import { useEffect, useState } from 'preact/hooks';

export type Route = 'usage' | 'settings';

/** The view in the address' hash; unknown ones are `usage`. */
export function useRoute(): Route {
  const [route, setRoute] = useState(currentRoute);
  useEffect(() => {
    const onHash = (): void => setRoute(currentRoute());
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return route;
}

function currentRoute(): Route {
  return location.hash === '#/settings' ? 'settings' : 'usage';
}
