import { useState } from 'preact/hooks';
import { keepToken, readSettings } from './live/daemon-api.ts';
import { useWords } from './words.ts';

/** Asks for the access token, if the server requires one. */
export function TokenGate({ onToken }: { readonly onToken: () => void }) {
  const { locked } = useWords().page;
  const [token, setToken] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    keepToken(token.trim());
    const answer = await readSettings();
    setIsWrong(answer.kind === 'locked');
    if (answer.kind !== 'locked') onToken();
  };
  return (
    <section class="plate notice" aria-labelledby="locked">
      <h1 id="locked">{locked.heading}</h1>
      <p>{locked.text}</p>
      <form class="entry" onSubmit={(event) => void submit(event)}>
        <label for="token">{locked.label}</label>
        <div class="entry-row">
          <input
            id="token"
            type="password"
            autocomplete="off"
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
          <button type="submit" class="button strong">
            {locked.action}
          </button>
        </div>
        <p class="said" role="status">
          {isWrong ? locked.wrong : ''}
        </p>
      </form>
    </section>
  );
}
