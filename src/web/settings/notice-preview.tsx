import type { UsageView } from '../../present/usage-view.ts';
import { verdictText } from '../../present/verdict/verdict-text.ts';
import { useWords } from '../words.ts';

/** A notification as it would read now. */
export function NoticePreview({ view }: { readonly view: UsageView | undefined }) {
  const { messages, page } = useWords();
  if (view === undefined) return null;
  const { first, brief } = verdictText(view, messages);
  return (
    <div class="row preview">
      <span class="name">{page.settings.sample}</span>
      <div class="sample" aria-hidden="true">
        <svg viewBox="0 0 20 16" width="26" height="21">
          <rect y="1" width="20" height="5.5" rx="1.5" class="mark-track" />
          <rect y="1" width="15" height="5.5" rx="1.5" class="mark-bar" />
          <rect y="9.5" width="20" height="5.5" rx="1.5" class="mark-track" />
          <rect y="9.5" width="8" height="5.5" rx="1.5" class="mark-bar" />
        </svg>
        <p>
          <b>{first}</b>
          <span>{brief}</span>
        </p>
      </div>
    </div>
  );
}
