// Passkeys: the page asks for a question, the device answers it, the answer goes back. Without this, passwords do.
const box = document.querySelector('[data-passkey]');
if (box && window.PublicKeyCredential && navigator.credentials) begin(box);

function begin(box) {
  box.hidden = false;
  if (box.dataset.passkey === 'new') {
    box.addEventListener('submit', (event) => {
      event.preventDefault();
      attempt(box, () => make(box));
    });
  } else box.querySelector('button').addEventListener('click', () => attempt(box, () => comeIn(box)));
}

async function attempt(box, work) {
  const told = box.querySelector('[role=alert]'), button = box.querySelector('button');
  told.hidden = true;
  button.disabled = true;
  try {
    location.assign(await work());
  } catch (failure) {
    told.textContent = failure.told || box.dataset.failed;
    told.hidden = false;
    button.disabled = false;
  }
}

async function make(box) {
  const password = box.querySelector('[type=password]').value, name = box.querySelector('[type=text], input:not([type])').value;
  const { publicKey } = await call('/desk/account/passkeys/new', { password });
  const made = await navigator.credentials.create({ publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: (publicKey.excludeCredentials || []).map((one) => ({ ...one, id: bytes(one.id) })),
  } });
  return (await call('/desk/account/passkeys', { name, answer: written(made, {
    clientDataJSON: letters(made.response.clientDataJSON),
    attestationObject: letters(made.response.attestationObject),
  }) })).next;
}

async function comeIn(box) {
  const { publicKey } = await call('/desk/sign-in/passkey/question', {});
  const given = await navigator.credentials.get({ publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    allowCredentials: (publicKey.allowCredentials || []).map((one) => ({ ...one, id: bytes(one.id) })),
  } });
  return (await call('/desk/sign-in/passkey', { next: box.dataset.next, answer: written(given, {
    clientDataJSON: letters(given.response.clientDataJSON),
    authenticatorData: letters(given.response.authenticatorData),
    signature: letters(given.response.signature),
    ...(given.response.userHandle ? { userHandle: letters(given.response.userHandle) } : {}),
  }) })).next;
}

async function call(address, body) {
  const secret = document.querySelector('input[name=csrf]');
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...(secret ? { 'x-csrf-token': secret.value } : {}) },
    body: JSON.stringify(body),
  });
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  throw Object.assign(new Error(answer.status), { told: said.error });
}

function written(credential, response) {
  return { id: credential.id, rawId: letters(credential.rawId), type: credential.type, clientExtensionResults: {}, response };
}

function bytes(words) {
  return Uint8Array.from(atob(words.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
}

function letters(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
