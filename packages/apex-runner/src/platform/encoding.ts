import crypto from "node:crypto";
import { ApexBlob } from "../runtime/blob.ts";
import { nn, raise, unsupported } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { implement } from "./registry.ts";

const blob = (b: Uint8Array): ApexBlob => new ApexBlob(Buffer.from(b));

implement("System.Blob", {
  valueOf: (s: string) => new ApexBlob(Buffer.from(nn(s), "utf8")),
  size: (b: ApexBlob) => b.bytes.length,
  toString: (b: ApexBlob) => decodeUtf8(b.bytes),
});

/** UTF-8 only (rule 176). */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (e) {
    if (e instanceof TypeError) raise("System.StringException", "BLOB is not a valid UTF-8 string");
    throw e;
  }
}

function charset(name: string): BufferEncoding {
  const key = nn(name).toLowerCase();
  if (key === "utf-8" || key === "utf8") return "utf8";
  if (key === "iso-8859-1" || key === "us-ascii") return "latin1";
  return unsupported(`character set ${name}`);
}

implement("System.EncodingUtil", {
  base64Encode: (b: ApexBlob) => nn(b).bytes.toString("base64"),
  base64Decode: (s: string) => {
    if (!/^[A-Za-z0-9+/\s_-]*=*\s*$/.test(nn(s))) raise("System.StringException", "Unrecognized base64 character");
    return new ApexBlob(Buffer.from(s, "base64"));
  },
  convertToHex: (b: ApexBlob) => nn(b).bytes.toString("hex"),
  convertFromHex: (s: string) => {
    if (!/^([0-9a-fA-F]{2})*$/.test(nn(s))) raise("System.StringException", "Invalid hex string");
    return new ApexBlob(Buffer.from(s, "hex"));
  },
  urlEncode: (s: string, cs: string) => formEncode(Buffer.from(nn(s), charset(cs))),
  urlDecode: (s: string, cs: string) => formDecode(nn(s), charset(cs)),
});

/** Form encoding: letters, digits and `.-*_` stay, blank is `+` (rule 174). */
function formEncode(bytes: Buffer): string {
  let out = "";
  for (const b of bytes) {
    const c = String.fromCharCode(b);
    out += /[A-Za-z0-9.\-*_]/.test(c) ? c : c === " " ? "+" : "%" + b.toString(16).toUpperCase().padStart(2, "0");
  }
  return out;
}

function formDecode(s: string, encoding: BufferEncoding): string {
  const bytes: number[] = [];
  for (let i = 0; i < s.length; i++) {
    if (s[i] === "%") {
      const hex = s.slice(i + 1, i + 3);
      if (!/^[0-9a-fA-F]{2}$/.test(hex))
        raise("System.IllegalArgumentException", `Illegal hex characters in escape (%) pattern: ${hex}`);
      bytes.push(parseInt(hex, 16));
      i += 2;
    } else bytes.push(...Buffer.from(s[i] === "+" ? " " : s[i]!, encoding));
  }
  return Buffer.from(bytes).toString(encoding);
}

const DIGESTS: Record<string, string> = {
  md5: "md5",
  sha1: "sha1",
  "sha-1": "sha1",
  "sha-256": "sha256",
  "sha-384": "sha384",
  "sha-512": "sha512",
  sha256: "sha256",
  sha512: "sha512",
  "sha3-256": "sha3-256",
  "sha3-384": "sha3-384",
  "sha3-512": "sha3-512",
};
const MACS: Record<string, string> = {
  hmacmd5: "md5",
  hmacsha1: "sha1",
  hmacsha256: "sha256",
  hmacsha384: "sha384",
  hmacsha512: "sha512",
};
const SIGNATURES: Record<string, string> = {
  rsa: "sha1",
  "rsa-sha1": "sha1",
  "rsa-sha256": "sha256",
  "rsa-sha384": "sha384",
  "rsa-sha512": "sha512",
  "ecdsa-sha256": "sha256",
  "ecdsa-sha384": "sha384",
  "ecdsa-sha512": "sha512",
  "ecdsa-sha256-plain": "sha256",
};

function algorithm(table: Record<string, string>, name: string): string {
  return table[nn(name).toLowerCase()] ?? raise("System.NoSuchAlgorithmException", `Algorithm not supported: ${name}`);
}

function security<R>(what: string, work: () => R): R {
  try {
    return work();
  } catch (e) {
    if (e instanceof Error && (e as NodeJS.ErrnoException).code?.startsWith("ERR_"))
      raise("System.SecurityException", `${what}: ${e.message}`);
    throw e;
  }
}

function cipherName(name: string, key: ApexBlob): string {
  const bits = /^AES(128|192|256)$/i.exec(nn(name))?.[1];
  if (!bits) raise("System.NoSuchAlgorithmException", `Algorithm not supported: ${name}`);
  if (nn(key).bytes.length * 8 !== Number(bits))
    raise("System.InvalidParameterValueException", `Invalid private key. Must be ${Number(bits) / 8} bytes.`);
  return `aes-${bits}-cbc`;
}

function encrypt(name: string, key: ApexBlob, iv: Buffer, data: ApexBlob): Buffer {
  const cipher = crypto.createCipheriv(cipherName(name, key), key.bytes, checkIv(iv));
  return Buffer.concat([cipher.update(nn(data).bytes), cipher.final()]);
}

function decrypt(name: string, key: ApexBlob, iv: Buffer, data: Buffer): ApexBlob {
  return security("Unable to decrypt", () => {
    const cipher = crypto.createDecipheriv(cipherName(name, key), key.bytes, checkIv(iv));
    return new ApexBlob(Buffer.concat([cipher.update(data), cipher.final()]));
  });
}

function checkIv(iv: Buffer): Buffer {
  return iv.length === 16
    ? iv
    : raise("System.InvalidParameterValueException", "Invalid initialization vector. Must be 16 bytes.");
}

export function certificate(name: string): { privateKey: string; certificate?: string } {
  return (
    machine().organization.certificates.get(nn(name)) ?? raise("System.NoDataFoundException", "Data Not Available")
  );
}

function sign(name: string, data: ApexBlob, key: crypto.KeyObject): ApexBlob {
  const plain = /plain$/i.test(name) ? { dsaEncoding: "ieee-p1363" as const } : {};
  return blob(
    security("Unable to sign", () => crypto.sign(algorithm(SIGNATURES, name), nn(data).bytes, { key, ...plain })),
  );
}

function verify(name: string, data: ApexBlob, signature: ApexBlob, key: crypto.KeyObject): boolean {
  const plain = /plain$/i.test(name) ? { dsaEncoding: "ieee-p1363" as const } : {};
  return crypto.verify(algorithm(SIGNATURES, name), nn(data).bytes, { key, ...plain }, nn(signature).bytes);
}

export function signWithCertificate(name: string, data: ApexBlob, cert: string): ApexBlob {
  return sign(name, data, crypto.createPrivateKey(certificate(cert).privateKey));
}

implement("System.Crypto", {
  decrypt: (a: string, key: ApexBlob, iv: ApexBlob, data: ApexBlob) => decrypt(a, key, nn(iv).bytes, nn(data).bytes),
  decryptWithManagedIV: (a: string, key: ApexBlob, data: ApexBlob) =>
    decrypt(a, key, nn(data).bytes.subarray(0, 16), data.bytes.subarray(16)),
  encrypt: (a: string, key: ApexBlob, iv: ApexBlob, data: ApexBlob) =>
    new ApexBlob(encrypt(a, key, nn(iv).bytes, data)),
  encryptWithManagedIV: (a: string, key: ApexBlob, data: ApexBlob) => {
    const iv = crypto.randomBytes(16);
    return new ApexBlob(Buffer.concat([iv, encrypt(a, key, iv, data)]));
  },
  generateAesKey: (bits: number) =>
    [128, 192, 256].includes(nn(bits))
      ? blob(crypto.randomBytes(bits / 8))
      : raise("System.InvalidParameterValueException", "Invalid key size"),
  generateDigest: (a: string, data: ApexBlob) =>
    blob(crypto.createHash(algorithm(DIGESTS, a)).update(nn(data).bytes).digest()),
  generateMac: (a: string, data: ApexBlob, key: ApexBlob) => blob(mac(a, data, key)),
  verifyHMac: (a: string, data: ApexBlob, key: ApexBlob, given: ApexBlob) => mac(a, data, key).equals(nn(given).bytes),
  getRandomInteger: () => crypto.randomBytes(4).readInt32BE(),
  getRandomLong: () => crypto.randomBytes(8).readBigInt64BE(),
  sign: (a: string, data: ApexBlob, key: ApexBlob) =>
    sign(
      a,
      data,
      security("Invalid private key", () =>
        crypto.createPrivateKey({ key: nn(key).bytes, format: "der", type: "pkcs8" }),
      ),
    ),
  signWithCertificate,
  "verify(string,blob,blob,blob)": (a: string, data: ApexBlob, s: ApexBlob, key: ApexBlob) =>
    verify(
      a,
      data,
      s,
      security("Invalid public key", () => crypto.createPublicKey({ key: nn(key).bytes, format: "der", type: "spki" })),
    ),
  "verify(string,blob,blob,string)": (a: string, data: ApexBlob, s: ApexBlob, cert: string) => {
    const found = certificate(cert);
    return verify(a, data, s, crypto.createPublicKey(found.certificate ?? found.privateKey));
  },
});

function mac(a: string, data: ApexBlob, key: ApexBlob): Buffer {
  return crypto.createHmac(algorithm(MACS, a), nn(key).bytes).update(nn(data).bytes).digest();
}
