package org.ratsnetz.gateway.security;

/**
 * Paths that mean the same to everybody: the gateway and the services behind it must never disagree about what a path names, so
 * what one of them might normalise is refused instead.
 */
final class CleanPath {

    private static final int LONGEST = 2_000;

    private CleanPath() {}

    /** Whether the raw path may pass. */
    static boolean test(String path) {
        if (path.isEmpty() || path.charAt(0) != '/' || path.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean good = switch (c) {
                case '/' -> i + 1 == path.length() || path.charAt(i + 1) != '/';
                case '.' -> !dotSegment(path, i);
                case '%' -> escaped(path, i);
                case ';', '\\', '|', '<', '>', '"', '^', '`', '{', '}', '[', ']' -> false;
                default -> c > ' ' && c < 0x7f;
            };
            if (!good) {
                return false;
            }
        }
        return true;
    }

    /** Whether the dot begins a segment {@code .} or {@code ..}. */
    private static boolean dotSegment(String path, int at) {
        if (path.charAt(at - 1) != '/') {
            return false;
        }
        int next = at + 1 < path.length() && path.charAt(at + 1) == '.' ? at + 2 : at + 1;
        return next == path.length() || path.charAt(next) == '/';
    }

    /** An escape is two hex digits, and not that of a character with a meaning in paths, nor of a control character. */
    private static boolean escaped(String path, int at) {
        if (at + 2 >= path.length()) {
            return false;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
            return false;
        }
        int value = high * 16 + low;
        return value > ' ' - 1
                && value != 0x7f
                && value != '.'
                && value != '/'
                && value != '\\'
                && value != '%'
                && value != ';';
    }
}
