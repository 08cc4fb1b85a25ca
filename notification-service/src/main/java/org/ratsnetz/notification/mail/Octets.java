package org.ratsnetz.notification.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes on their way out, reused from mail to mail. */
final class Octets {

    private byte[] bytes = new byte[16 * 1024];
    private int length;

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** Makes room for so many more. */
    void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** Room must have been reserved. */
    void put(int octet) {
        bytes[length++] = (byte) octet;
    }

    /** ASCII only. */
    @SuppressWarnings("deprecation") // copies the low bytes without an array in between
    Octets add(String ascii) {
        reserve(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    Octets line(String ascii) {
        return add(ascii).add("\r\n");
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
