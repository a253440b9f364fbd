import { createNodeClock } from '../src/host/clock.ts';
import { startSimulator } from '../src/simulator/start-simulator.ts';

// The simulator in its own process: timed runs block their process, and would stop a server in it.
const simulator = await startSimulator({ clock: createNodeClock() });
process.send?.({ codeBaseUrl: simulator.codeBaseUrl, webBaseUrl: simulator.webBaseUrl });
process.once('disconnect', () => void simulator.close());
