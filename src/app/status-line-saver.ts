import type { Settings } from '../config/settings.ts';
import type { CachedUsage } from '../domain/cached-usage.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';
import type { StatusMarks } from '../domain/status-line-cache.ts';
import type { Host } from '../host/host.ts';
import type { openCacheFile } from '../store/cache-file.ts';

type UsageCache = ReturnType<typeof openCacheFile>;

/** Whatever is cached for an account that status lines show is saved for them, too. */
export class StatusLineSaver {
  readonly #host: Host;
  readonly #settings: Settings;
  readonly #configPath: string | undefined;
  /**
   * Taken once: usage must not be shown under settings that were changed after it was requested.
   */
  #marks: StatusMarks | undefined;

  constructor(host: Host, settings: Settings, configPath: string | undefined) {
    this.#host = host;
    this.#settings = settings;
    this.#configPath = configPath;
  }

  /** `account` is undefined for the main one. Usage of another source is not for status lines. */
  saveAlso(
    { account, choice }: { readonly account: string | undefined; readonly choice: SourceChoice },
    cache: UsageCache,
  ): UsageCache {
    if (choice !== this.#settings.provider.source) return cache;
    return {
      read: () => cache.read(),
      // If one of them can't be written, the other still is.
      write: async (usage) =>
        void (await Promise.all([cache.write(usage), this.#save(account, usage)])),
    };
  }

  async #save(account: string | undefined, usage: CachedUsage): Promise<void> {
    const { saveForStatusLines } = await import('./status-line/save-status-lines.ts');
    const { statusMarks } = await import('./status-line/status-line-cache.ts');
    this.#marks ??= statusMarks(this.#host, this.#configPath);
    const caller = { marks: this.#marks, configPath: this.#configPath };
    await saveForStatusLines(this.#host, this.#settings, { caller, account, usage });
  }
}
