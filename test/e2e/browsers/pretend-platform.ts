// Loaded before the program of a test: the cookie library follows the system it runs on and can't be told otherwise.
Object.defineProperty(process, 'platform', { value: process.env['PRETEND_PLATFORM'] });
