package org.ratsnetz.standalone.inbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A piece of a page. Whatever text goes in is escaped on its way out: there is no way in for markup. */
sealed interface Html {

    void writeTo(StringBuilder out);

    /** Text as a reader sees it. */
    record Text(String value) implements Html {

        @Override
        public void writeTo(StringBuilder out) {
            escape(value, out);
        }
    }

    /** An element with its attributes and what is in it. */
    record Element(String name, Map<String, String> attributes, List<Html> content) implements Html {

        private static final Set<String> VOID = Set.of("meta", "link", "input");

        /** The same with one more attribute. */
        Element with(String attribute, String value) {
            Map<String, String> more = new LinkedHashMap<>(attributes);
            more.put(attribute, value);
            return new Element(name, more, content);
        }

        /** The same with more in it. */
        Element add(List<? extends Html> children) {
            List<Html> more = new ArrayList<>(content);
            more.addAll(children);
            return new Element(name, attributes, more);
        }

        @Override
        public void writeTo(StringBuilder out) {
            out.append('<').append(name);
            attributes.forEach((attribute, value) -> {
                out.append(' ').append(attribute).append("=\"");
                escape(value, out);
                out.append('"');
            });
            out.append('>');
            content.forEach(child -> child.writeTo(out));
            if (!VOID.contains(name)) {
                out.append("</").append(name).append('>');
            }
        }
    }

    static Element element(String name, Html... content) {
        return new Element(name, Map.of(), List.of(content));
    }

    static Element element(String name, String text) {
        return element(name, new Text(text));
    }

    static Element link(String address, String text) {
        return element("a", text).with("href", address);
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(letter);
            }
        }
    }
}
