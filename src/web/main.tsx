import { render } from 'preact';
import './styles/instrument.css';
import './styles/usage.css';
import './styles/chart.css';
import './styles/settings.css';
import './styles/fleet.css';
import './styles/modes.css';
import { Page } from './page.tsx';

const root = document.getElementById('page');
if (root !== null) render(<Page />, root);
