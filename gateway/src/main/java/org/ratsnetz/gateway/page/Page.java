package org.ratsnetz.gateway.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Serves the files under {@code static} at their own paths, pages in their frame and without their ending, and nothing else. */
@Configuration(proxyBeanMethods = false)
class Page {

    private static final String FOLDER = "/static/";
    private static final String PAGE = ".html";

    /** Pages whose address is not the name of their file. */
    private static final Map<String, String> ADDRESSES = Map.of("/index", "/", "/rat", "/rat/{ags:\\d{8}}");

    /** Before the controllers, which would otherwise be tried first for every file. */
    private static final int ORDER = -2;

    @Bean
    SimpleUrlHandlerMapping pageFiles() throws IOException {
        return new SimpleUrlHandlerMapping(files(), ORDER);
    }

    /** Every file by the pattern of its address. */
    static Map<String, PageFile> files() throws IOException {
        Map<String, byte[]> read = read();
        Map<String, String> modules = new LinkedHashMap<>();
        read.forEach((path, content) -> {
            if (path.endsWith(".js")) {
                modules.put(path, text(content));
            }
        });
        Frame frame = new Frame(text(new ClassPathResource("page/frame.html").getContentAsByteArray()), modules);
        Map<String, PageFile> files = new LinkedHashMap<>();
        read.forEach((path, content) -> {
            if (path.endsWith(PAGE)) {
                String name = path.substring(0, path.length() - PAGE.length());
                String address = ADDRESSES.getOrDefault(name, name);
                byte[] whole = frame.around(address, text(content)).getBytes(StandardCharsets.UTF_8);
                files.put(address, new PageFile(path, whole));
            } else {
                files.put(path, new PageFile(path, content));
            }
        });
        return files;
    }

    private static Map<String, byte[]> read() throws IOException {
        Map<String, byte[]> read = new TreeMap<>();
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:/static/**")) {
            if (resource.isReadable() && resource.contentLength() > 0) {
                String url = resource.getURL().toString();
                read.put(
                        url.substring(url.lastIndexOf(FOLDER) + FOLDER.length() - 1), resource.getContentAsByteArray());
            }
        }
        return read;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
