import { kimiSites } from '../domain/kimi-site.ts';
import { useSite, useWords } from './words.ts';

/** A link to Kimi's console, where users manage API keys and subscriptions. */
export function ConsoleLink({ text }: { readonly text?: string | undefined }) {
  const { page } = useWords();
  return (
    <a class="away" href={kimiSites[useSite()].console} target="_blank" rel="noopener noreferrer">
      {text ?? page.console}
      <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
        <path
          d="M4 2H2v8h8V8M6.5 1.5h4v4M10.5 1.5 5.5 6.5"
          fill="none"
          stroke="currentColor"
          stroke-width="1.3"
        />
      </svg>
      <span class="unseen">{page.newTab}</span>
    </a>
  );
}
