package org.ratsnetz.council.imports;

import java.util.SplittableRandom;

/**
 * Which documents a file has named already, and in which line: 12 bytes a document, however long its key. Keys are known by a
 * 64-bit hash with a random seed; among a million of them two are taken for the same with a chance of one in forty million.
 */
final class SeenKeys {

    private final long seed = new SplittableRandom().nextLong();
    private long[] hashes = new long[1024];
    private int[] lines = new int[1024];
    private int count;

    /** Notes the key; the line that had it before, or 0. */
    long firstLine(String key, long line) {
        if (count * 2 >= hashes.length) {
            grow();
        }
        long hash = hash(key);
        int slot = slot(hash, hashes, lines);
        if (lines[slot] != 0) {
            return lines[slot];
        }
        hashes[slot] = hash;
        lines[slot] = Math.toIntExact(line);
        count++;
        return 0;
    }

    private void grow() {
        long[] moreHashes = new long[hashes.length * 2];
        int[] moreLines = new int[moreHashes.length];
        for (int at = 0; at < hashes.length; at++) {
            if (lines[at] != 0) {
                int slot = slot(hashes[at], moreHashes, moreLines);
                moreHashes[slot] = hashes[at];
                moreLines[slot] = lines[at];
            }
        }
        hashes = moreHashes;
        lines = moreLines;
    }

    private static int slot(long hash, long[] hashes, int[] lines) {
        int mask = hashes.length - 1;
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (lines[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private long hash(String key) {
        long hash = seed;
        for (int at = 0; at < key.length(); at++) {
            hash = mix(hash ^ key.charAt(at));
        }
        return hash;
    }

    /** Step of SplitMix64: every bit of the input changes half of the bits of the result. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
