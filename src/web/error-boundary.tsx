import { Component, type ComponentChildren } from 'preact';
import { reloadPage } from './browser.ts';
import { wordsFor } from './words.ts';

type BoundaryFacts = {
  /** The content is tried again when this changes. */
  readonly revision: unknown;
  readonly children: ComponentChildren;
};

type BoundaryState = { readonly message?: string | undefined };

/**
 * An exception in any part of the page would leave an empty page. This shows what broke, and tries
 * again with the next state; after an upgrade the page is loaded again anyway.
 */
export class ErrorBoundary extends Component<BoundaryFacts, BoundaryState> {
  override state: BoundaryState = {};

  static override getDerivedStateFromError(error: unknown): BoundaryState {
    return { message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }

  override componentDidUpdate(before: BoundaryFacts): void {
    if (this.state.message !== undefined && before.revision !== this.props.revision)
      this.setState({ message: undefined });
  }

  override render(): ComponentChildren {
    const { message } = this.state;
    return message === undefined ? this.props.children : <Broken message={message} />;
  }
}

/** Uses nothing that may have broken: no context, no state. */
function Broken({ message }: { readonly message: string }) {
  const { broken } = wordsFor(undefined, navigator.languages).page;
  return (
    <main id="content" class="broken">
      <section class="plate notice warning" role="alert">
        <h1>{broken.heading}</h1>
        <p>{broken.text}</p>
        <p>
          <code>{message}</code>
        </p>
        <button type="button" class="button strong" onClick={reloadPage}>
          {broken.action}
        </button>
      </section>
    </main>
  );
}
