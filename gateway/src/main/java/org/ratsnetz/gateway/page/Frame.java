package org.ratsnetz.gateway.page;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands around every page: head, masthead, foot. A page's own file has what belongs into the head (title, styles, one script),
 * then its {@code main} element.
 */
final class Frame {

    private static final String MAIN = "<main";
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"(/js/[\\w-]+\\.js)\"");
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export)\\b[^'\"]*'\\./([\\w-]+\\.js)'");

    private final String around;
    private final Map<String, String> modules;

    /**
     * @param around the frame, with {@code <!-- head -->} and {@code <!-- main -->} where a page's own parts go
     * @param modules what each script says, by its path
     */
    Frame(String around, Map<String, String> modules) {
        this.around = around;
        this.modules = modules;
    }

    /** A whole page; in the navigation it is marked as the one that is open. */
    String around(String address, String page) {
        int main = page.indexOf(MAIN);
        if (main < 0) {
            throw new IllegalStateException(address + " has no main element");
        }
        String link = "<a href=\"" + address + "\"";
        String entry = " data-text=\"nav.";
        return around.replace(link + entry, link + " aria-current=\"page\"" + entry)
                .replace("<!-- head -->", page.substring(0, main).strip() + preloads(page))
                .replace("<!-- main -->", page.substring(main).strip());
    }

    /** Modules import each other in long chains; named here, the browser fetches all of them at once. */
    private String preloads(String page) {
        Set<String> needed = new TreeSet<>();
        Matcher script = SCRIPT.matcher(page);
        while (script.find()) {
            addImports(script.group(1), needed);
        }
        return needed.stream()
                .map(path -> "\n  <link rel=\"modulepreload\" href=\"" + path + "\">")
                .collect(Collectors.joining());
    }

    private void addImports(String module, Set<String> all) {
        Matcher imported = IMPORT.matcher(modules.getOrDefault(module, ""));
        while (imported.find()) {
            String path = "/js/" + imported.group(1);
            if (all.add(path)) {
                addImports(path, all);
            }
        }
    }
}
