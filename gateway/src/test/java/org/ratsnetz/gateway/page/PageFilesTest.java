package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private static final Pattern USED = Pattern.compile("\\btext\\('([\\w.-]+)'|data-(?:text|label)=\"([\\w.-]+)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"/js/([\\w-]+\\.js)\"");
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"/js/([\\w-]+\\.js)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '\\./([\\w-]+\\.js)'");

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        for (Path module : modulesOfTexts()) {
            assertThat(texts(module, "en")).as(module.toString()).isNotEmpty().isEqualTo(texts(module, "de"));
        }
    }

    @Test
    void noTextIsGivenTwice() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path module : modulesOfTexts()) {
            all.addAll(texts(module, "de"));
        }
        assertThat(all).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    /** Texts are in the modules that the page fetches, not only in some module. */
    @Test
    void everyTextThatAPageNamesIsThere() throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Set<String> used = found(USED, page.getValue());
            Set<String> known = new TreeSet<>();
            for (String module : found(NAMED, page.getValue())) {
                Path file = FILES.resolve("js").resolve(module);
                used.addAll(found(USED, Files.readString(file)));
                if (module.startsWith("texts")) {
                    known.addAll(texts(file, "de"));
                }
            }
            assertThat(used).as(page.getKey()).hasSizeGreaterThan(20);
            assertThat(known).as(page.getKey()).containsAll(used);
        }
    }

    @Test
    void eachIdIsGivenOnce() throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            assertThat(ID.matcher(page.getValue()).results().map(PageFilesTest::found))
                    .as(page.getKey())
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void nothingIsInline() throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            assertThat(page.getValue())
                    .as(page.getKey())
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
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Set<String> named = found(NAMED, page.getValue());
            Set<String> modules = found(SCRIPT, page.getValue());
            assertThat(modules).as(page.getKey()).hasSize(1);
            addImports(modules.iterator().next(), modules);
            assertThat(named).as(page.getKey()).isEqualTo(modules);
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

    /** Whole pages by their address. */
    private static Map<String, String> pages() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        Page.files().forEach((address, file) -> {
            if (file.type().startsWith("text/html")) {
                pages.put(address, new String(file.content(), StandardCharsets.UTF_8));
            }
        });
        assertThat(pages).containsKeys("/", "/stil", "/rat/{ags:\\d{8}}", "/abo", "/abo/abmelden");
        return pages;
    }

    private static List<Path> modulesOfTexts() throws IOException {
        return files(".js").stream()
                .filter(file -> file.getFileName().toString().startsWith("texts"))
                .toList();
    }

    private static Set<String> texts(Path file, String language) throws IOException {
        String module = Files.readString(file);
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
