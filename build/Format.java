import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that every Java source is formatted, or formats it: {@code java build/Format.java check|apply <project folder>}. Runs on
 * the JDK that compiles the project, since an older one cannot read its sources. What was found formatted is remembered by size
 * and time of change in {@code target/formatted}, so that a second run looks only at what is new.
 */
final class Format {

    private static final String MADE_UP = "\u01c3";
    private static final Pattern UNDERSCORE = Pattern.compile("(?<=[(,]\\s{0,60})_(?=\\s*[,)])");

    private final Path root;
    private final boolean apply;
    private final Path memory;
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Format(Path root, boolean apply) {
        this.root = root;
        this.apply = apply;
        this.memory = root.resolve("target/formatted");
    }

    public static void main(String[] args) throws IOException {
        new Format(Path.of(args[1]), args[0].equals("apply")).run();
    }

    private void run() throws IOException {
        Map<String, String> known = known();
        Map<String, String> good = new ConcurrentHashMap<>();
        List<String> bad = sources()
                .parallel()
                .filter(file -> {
                    String name = root.relativize(file).toString();
                    if (stamp(file).equals(known.get(name)) || isFormatted(file)) {
                        good.put(name, stamp(file));
                        return false;
                    }
                    return true;
                })
                .map(file -> root.relativize(file).toString())
                .sorted()
                .toList();
        Files.createDirectories(memory.getParent());
        Files.write(
                memory,
                good.entrySet().stream()
                        .map(e -> e.getKey() + '\t' + e.getValue())
                        .sorted()
                        .toList());
        if (!bad.isEmpty()) {
            bad.forEach(name -> System.err.println("not formatted: " + name));
            System.err.println("To format them: mvn -q -N -Pformat validate");
            System.exit(1);
        }
    }

    /** Whether the file is formatted, or was made so. */
    private boolean isFormatted(Path file) {
        try {
            String now = Files.readString(file);
            String formatted = withoutAnyPatterns(
                    now,
                    source -> formatter.formatSource(ImportOrderer.reorderImports(
                            RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR)));
            if (formatted.equals(now)) {
                return true;
            }
            if (apply) {
                Files.writeString(file, formatted);
            }
            return apply;
        } catch (IOException | FormatterException e) {
            System.err.println(root.relativize(file) + ": " + e.getMessage());
            return false;
        }
    }

    private interface Formatting {
        String format(String source) throws FormatterException;
    }

    /**
     * The formatter loses the unnamed pattern in {@code case Restated(_, Facts facts)}, but not the unnamed variable: so it gets
     * {@code Restated(X _, Facts facts)}, and the made-up type is taken out again.
     */
    private static String withoutAnyPatterns(String source, Formatting formatting) throws FormatterException {
        StringBuilder replaced = new StringBuilder();
        int end = 0;
        Matcher underscore = UNDERSCORE.matcher(source);
        while (underscore.find()) {
            if (inRecordPattern(source, underscore.start())) {
                replaced.append(source, end, underscore.start()).append(MADE_UP).append(" _");
                end = underscore.end();
            }
        }
        return formatting
                .format(replaced.append(source.substring(end)).toString())
                .replace(MADE_UP + " _", "_");
    }

    /** A name stands before the parenthesis around it, as it does not with the parameters of a lambda. */
    private static boolean inRecordPattern(String source, int at) {
        int depth = 0;
        for (int i = at - 1; i > 0; i--) {
            char c = source.charAt(i);
            if (c == ')') {
                depth++;
            } else if (c == '(' && depth-- == 0) {
                return Character.isJavaIdentifierPart(source.charAt(i - 1));
            } else if (c == ';' || c == '{' || c == '}') {
                return false;
            }
        }
        return false;
    }

    private Stream<Path> sources() throws IOException {
        List<Path> modules = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            folders.map(folder -> folder.resolve("src"))
                    .filter(Files::isDirectory)
                    .forEach(modules::add);
        }
        modules.add(root.resolve("build"));
        List<Path> sources = new ArrayList<>();
        for (Path module : modules) {
            try (Stream<Path> files = Files.walk(module)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources.stream();
    }

    private Map<String, String> known() throws IOException {
        if (!Files.exists(memory)) {
            return Map.of();
        }
        return Files.readAllLines(memory).stream()
                .map(line -> line.split("\t"))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static String stamp(Path file) {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            return Files.size(file) + "-" + changed.toMillis();
        } catch (IOException e) {
            return "gone";
        }
    }
}
