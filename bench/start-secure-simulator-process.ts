import { createNodeClock } from '../src/host/clock.ts';
import { startSimulator } from '../src/simulator/start-simulator.ts';
import { makeCertificate } from '../test/support/certificate.ts';
import { startDelayingProxy } from './delaying-proxy.ts';

// A simulator that can pose as api.kimi.com, in its own process, near and 150 ms away.
const tls = await makeCertificate('api.kimi.com');
const simulator = await startSimulator({ clock: createNodeClock(), tls });
const farPort = await startDelayingProxy(simulator.port, 150);
process.send?.({ port: simulator.port, farPort, certificate: tls.cert });
process.once('disconnect', () => void simulator.close());
