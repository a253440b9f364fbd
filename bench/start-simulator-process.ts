import { createNodeClock } from '../src/host/clock.ts';
import { startSimulator } from '../src/simulator/start-simulator.ts';

// The simulator in a process of its own: the timed runs are waited for synchronously, which would
// stop a server in theirs.
const simulator = await startSimulator({ clock: createNodeClock() });
process.send?.({ codeBaseUrl: simulator.codeBaseUrl, webBaseUrl: simulator.webBaseUrl });
process.once('disconnect', () => void simulator.close());
