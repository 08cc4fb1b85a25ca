package org.ratsnetz.standalone.journey;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.springframework.util.FileSystemUtils;

/**
 * Headless Chromium. Where there is none the tests that need it are left out with one loud line, or fail when the environment says
 * {@code RATSNETZ_BROWSER=required}.
 */
public final class Chromium implements AutoCloseable {

    private final Path profile;
    private final ChromeDriver driver;

    private Chromium(Path program, Path chromedriver) {
        try {
            this.profile = Files.createTempDirectory("ratsnetz-chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        this.driver = new ChromeDriver(service, options(program, profile));
    }

    /** Starts it, or says why not. */
    public static Chromium start() {
        Optional<Path> program = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = onPath("chromedriver");
        if (program.isEmpty() || chromedriver.isEmpty()) {
            String message = "BROWSER TESTS DID NOT RUN: no chromium with chromedriver on the path "
                    + "(Debian: apt-get install chromium chromium-driver)";
            System.err.println(message);
            Assertions.assertNotEquals("required", System.getenv("RATSNETZ_BROWSER"), message);
            Assumptions.abort(message);
        }
        return new Chromium(program.orElseThrow(), chromedriver.orElseThrow());
    }

    private static Optional<Path> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static ChromeOptions options(Path program, Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1000",
                "--user-data-dir=" + profile);
        return options;
    }

    /** What pages are shown on. */
    public void screen(int width, int height, String colourScheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
    }

    /** How far the page is wider than the screen. */
    public long sidewaysPixels() {
        return (Long) Objects.requireNonNull(driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    /** Types into whatever has the keyboard. */
    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Path and query of the page that is shown. */
    public String place() {
        return String.valueOf(driver.executeScript("return location.pathname + location.search"));
    }

    /** The name of the page that is shown. */
    public String title() {
        return String.valueOf(driver.getTitle());
    }

    /** What axe finds wrong, one line each. It cannot look into frames in which no script runs, and would wait for them. */
    public List<String> accessibilityViolations() {
        return new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .disableIframeTesting()
                        .analyze(driver)
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
    }

    public void open(String address) {
        driver.get(address);
    }

    /** How many elements there are. */
    public long count(String css) {
        return (Long) driver.executeScript("return document.querySelectorAll(arguments[0]).length", css);
    }

    /** The text that a reader sees there, empty where there is no such element. */
    public String textOf(String css) {
        return String.valueOf(
                driver.executeScript("return document.querySelector(arguments[0])?.innerText.trim() ?? ''", css));
    }

    /** Types into a field that is emptied before; a line end sends its form. */
    void type(String css, String text) {
        WebElement field = driver.findElement(By.cssSelector(css));
        field.clear();
        field.sendKeys(text);
    }

    String address() {
        return Objects.requireNonNullElse(driver.getCurrentUrl(), "");
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** What the platform answers to a script of the page that is open. */
    String answer(String method, String path, String csrf) {
        return String.valueOf(driver.executeAsyncScript(
                "const [method, path, csrf, done] = arguments;"
                        + "fetch(path, {method, headers: {'X-CSRF-TOKEN': csrf}})"
                        + ".then(answer => answer.text()).then(done, failure => done(String(failure)))",
                method,
                path,
                csrf));
    }

    /** What axe finds wrong, one line each. */
    List<String> violations() {
        return new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze(driver)
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
    }

    /** What the console has said since it was last asked. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** What the page was served with. */
    Object header(String name) {
        return driver.executeAsyncScript(
                "fetch('/').then(answer => arguments[1](answer.headers.get(arguments[0])))", name);
    }

    /** Keeps the whole page as a picture for people to look at. */
    public void screenshot(Path file) throws IOException {
        Map<String, Object> layout = driver.executeCdpCommand("Page.getLayoutMetrics", Map.of());
        Map<?, ?> content = (Map<?, ?>) Objects.requireNonNull(layout.get("cssContentSize"));
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "width", content.get("width"), "height", content.get("height"), "scale", 1);
        Map<String, Object> picture =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
    }

    @Override
    public void close() {
        driver.quit();
        try {
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
