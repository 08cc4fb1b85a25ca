package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold of the page's files without a browser. */
class PageFilesTest {

    private static final Path FILES = Path.of("src", "main", "resources", "static");
    private static final Pattern KEY = Pattern.compile("(?m)^ {2}'?([a-z][\\w.-]*)'?: ", Pattern.CASE_INSENSITIVE);
    private static final Pattern USED =
            Pattern.compile("\\btext\\('([\\w.-]+)'|data-(?:text|label|title)=\"([\\w.-]+)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"/js/([\\w-]+\\.js)\"");
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"/js/([\\w-]+\\.js)\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([\\w-]+\\.js)'");

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(texts("en")).isEqualTo(texts("de"));
    }

    @Test
    void everyTextThatThePageNamesIsThere() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path file : files(".js", ".html")) {
            used.addAll(found(USED, Files.readString(file)));
        }
        assertThat(used).hasSizeGreaterThan(50);
        assertThat(texts("de")).containsAll(used);
    }

    @Test
    void eachIdIsGivenOnce() throws IOException {
        for (Path file : files(".html")) {
            assertThat(ID.matcher(Files.readString(file)).results().map(PageFilesTest::found))
                    .as(file.toString())
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void nothingIsInline() throws IOException {
        for (Path file : files(".html")) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain(" style=", "<style", "javascript:", "http://", "https://")
                    .doesNotContainPattern(" on[a-z]+=")
                    .doesNotContainPattern("<script(?![^>]* src=)");
        }
        for (Path file : files(".js")) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function");
        }
    }

    @Test
    void everyModuleThatAPageNeedsIsFetchedAtOnceAndNoOther() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (Path file : files(".html")) {
            String page = Files.readString(file);
            Set<String> named = found(NAMED, page);
            Set<String> modules = found(SCRIPT, page);
            assertThat(modules).as(file.toString()).hasSize(1);
            addImports(modules.iterator().next(), modules);
            assertThat(named).as(file.toString()).isEqualTo(modules);
            needed.addAll(modules);
        }
        for (Path file : files(".js")) {
            assertThat(needed).contains(file.getFileName().toString());
        }
    }

    private static void addImports(String module, Set<String> all) throws IOException {
        for (String imported :
                found(IMPORT, Files.readString(FILES.resolve("js").resolve(module)))) {
            if (all.add(imported)) {
                addImports(imported, all);
            }
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(PageFilesTest::found).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void coloursAreWrittenInTheTokensOnly() throws IOException {
        for (Path file : files(".css")) {
            if (!file.endsWith("tokens.css")) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b|\\brgb|\\bhsl");
            }
        }
    }

    private static Set<String> texts(String language) throws IOException {
        String module = Files.readString(FILES.resolve("js/texts.js"));
        int start = module.indexOf("const " + language + " = {");
        String block = module.substring(start, module.indexOf("\n};", start));
        return found(KEY, block);
    }

    private static String found(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    private static List<Path> files(String... endings) throws IOException {
        try (Stream<Path> all = Files.walk(FILES)) {
            return all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .toList();
        }
    }
}
