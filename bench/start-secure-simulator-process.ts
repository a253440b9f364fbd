import { createNodeClock } from '../src/host/clock.ts';
import { startSimulator } from '../src/simulator/start-simulator.ts';
import { makeCertificate } from '../test/support/certificate.ts';

// A simulator that can pose as api.kimi.com, in its own process.
const tls = await makeCertificate('api.kimi.com');
const simulator = await startSimulator({ clock: createNodeClock(), tls });
process.send?.({ port: simulator.port, certificate: tls.cert });
process.once('disconnect', () => void simulator.close());
