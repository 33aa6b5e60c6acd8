// Whether hints can be trusted at all: changes made on another machine are told to nobody.
import { statfsSync } from "node:fs";

/** By the magic numbers of statfs(2). */
const NETWORK_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB"],
  [0x01021997, "9p"],
  [0x00c36400, "Ceph"],
  [0x0bd00bd0, "Lustre"],
  [0x47504653, "GPFS"],
  [0x19830326, "BeeGFS"],
  [0x5346414f, "AFS"],
  [0x65735546, "FUSE"],
  [0x786f4256, "a shared folder of VirtualBox"],
]);

/** That a network file system holds the directory, in words; null when it is a local one, or missing. */
export function networkFileSystem(directory: string): string | null {
  try {
    const name = NETWORK_FILE_SYSTEMS.get(statfsSync(directory).type);
    return name === undefined ? null : `${name} does not tell what other machines write`;
  } catch {
    return null;
  }
}
