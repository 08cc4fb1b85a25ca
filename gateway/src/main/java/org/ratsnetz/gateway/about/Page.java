package org.ratsnetz.gateway.about;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Serves the files under {@code static} at their own paths, pages without their ending too, and nothing else. */
@Configuration(proxyBeanMethods = false)
class Page {

    private static final String FOLDER = "/static/";
    private static final String PAGE = ".html";

    /** Before the routes, which would otherwise be tried first for every file. */
    private static final int ORDER = -2;

    @Bean
    SimpleUrlHandlerMapping pageFiles() throws IOException {
        Map<String, PageFile> files = new LinkedHashMap<>();
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:/static/**")) {
            if (resource.isReadable() && resource.contentLength() > 0) {
                String url = resource.getURL().toString();
                String path = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length() - 1);
                PageFile file = new PageFile(path, resource.getContentAsByteArray());
                files.put(path, file);
                if (path.endsWith(PAGE)) {
                    files.put(address(path), file);
                }
            }
        }
        return new SimpleUrlHandlerMapping(files, ORDER);
    }

    /** {@code /stil} for {@code /stil.html}, {@code /} for {@code /index.html}. */
    private static String address(String path) {
        String name = path.substring(0, path.length() - PAGE.length());
        return name.equals("/index") ? "/" : name;
    }
}
