package org.ratsnetz.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Every key of a problem or of a field to blame that the sources of a module name has its text, in both languages. */
public final class Messages {

    private static final String TYPE = "\"([a-z]+(?:-[a-z]+)*)\"\\s*[,)]";
    private static final Pattern PROBLEM =
            Pattern.compile("(?:Problem\\.of\\(\\s*[\\w.()]+\\s*,|new Problem\\()\\s*" + TYPE);
    private static final Pattern FIELD =
            Pattern.compile("(?:Invalid\\.of|Row\\.broken|shape)\\(\\s*[^;]{1,60}?,\\s*" + TYPE);
    private static final Pattern OWN_CONSTRAINT = Pattern.compile("message = " + TYPE);
    private static final Pattern CONSTRAINT = Pattern.compile("import jakarta\\.validation\\.constraints\\.(\\w+);");

    private Messages() {}

    /**
     * The tests of a module.
     *
     * @param module its folder
     * @param bundles files without language and extension, below the folder of all modules
     * @param more keys that the sources put together
     */
    public static Stream<DynamicTest> tests(String module, List<String> bundles, Collection<String> more) {
        Path root = Path.of(System.getProperty("ratsnetz.root"));
        Set<String> keys = keys(root.resolve(module).resolve("src/main/java"));
        keys.addAll(more);
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest(
                "the sources name keys",
                () -> assertThat(keys).hasSizeGreaterThan(20).anyMatch(key -> key.startsWith("invalid."))));
        for (String language : List.of("", "_en")) {
            Properties texts = new Properties();
            bundles.forEach(bundle -> load(texts, root.resolve(bundle + language + ".properties")));
            tests.addAll(keys.stream()
                    .map(key -> DynamicTest.dynamicTest(
                            key + language,
                            () -> assertThat(texts.getProperty(key, "")).isNotBlank()))
                    .toList());
        }
        for (String bundle : bundles) {
            tests.add(DynamicTest.dynamicTest(bundle + " says the same in both languages", () -> {
                Properties english = load(new Properties(), root.resolve(bundle + "_en.properties"));
                Properties german = load(new Properties(), root.resolve(bundle + ".properties"));
                assertThat(english.stringPropertyNames()).isEqualTo(german.stringPropertyNames());
            }));
        }
        return tests.stream();
    }

    private static Set<String> keys(Path sources) {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                named(PROBLEM, source, type -> type).forEach(type -> {
                    keys.add("problem." + type + ".title");
                    keys.add("problem." + type + ".detail");
                });
                keys.addAll(named(FIELD, source, reason -> "invalid." + reason));
                keys.addAll(named(OWN_CONSTRAINT, source, reason -> "invalid." + reason));
                keys.addAll(named(CONSTRAINT, source, Messages::ofConstraint));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    private static List<String> named(Pattern pattern, String source, UnaryOperator<String> key) {
        return pattern.matcher(source)
                .results()
                .map(result -> key.apply(result.group(1)))
                .toList();
    }

    private static String ofConstraint(String name) {
        return "invalid." + name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Properties load(Properties texts, Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
