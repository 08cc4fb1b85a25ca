package org.ratsnetz.platform.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which page of a list is wanted: {@code limit} (1 to 200, default 50), {@code sort} (a field of the list, {@code -} before it
 * for descending), {@code cursor} (from {@code next}). Controllers take it as an argument, ask {@link #sort} first, read {@code
 * limit() + 1} items after {@link #after}, and give them to {@link #page}.
 */
public final class Paging {

    /** Names of the query parameters that belong to it. */
    static final Set<String> PARAMETERS = Set.of("limit", "sort", "cursor");

    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final UriComponents request;
    private final int limit;
    private final @Nullable String sort;
    private final @Nullable String cursor;

    Paging(UriComponents request, @Nullable String limit, @Nullable String sort, @Nullable String cursor) {
        this.request = request;
        this.limit = limit(limit);
        this.sort = sort;
        this.cursor = cursor;
    }

    /**
     * The order of a list.
     *
     * @param name the field's name in the list
     * @param field where it is stored
     * @param descending whether the greatest comes first
     */
    public record Sort(String name, String field, boolean descending) {

        private String parameter() {
            return descending ? "-" + name : name;
        }
    }

    /** Most items on the page. */
    public int limit() {
        return limit;
    }

    /**
     * The order that is wanted.
     *
     * @param fields names that may be sorted by, and where each is stored
     * @param usual the order without a wish, in the form of the parameter
     * @throws Refused 400 for any other name
     */
    public Sort sort(Map<String, String> fields, String usual) {
        String wish = sort == null ? usual : sort;
        boolean descending = wish.startsWith("-");
        String name = descending ? wish.substring(1) : wish;
        String field = fields.get(name);
        if (field == null) {
            String allowed = String.join(
                    ", ", new LinkedHashSet<>(fields.keySet().stream().sorted().toList()));
            throw refused("sort", "one-of", allowed);
        }
        return new Sort(name, field, descending);
    }

    /**
     * The position of the last item of the page before, as given to {@link #page}; empty on the first page. The values are texts
     * and whole numbers, to be used as values only.
     *
     * @param order the order of the list
     * @param size number of values of a position
     * @throws Refused 400 when the cursor is not one of this list in this order
     */
    public List<Object> after(Sort order, int size) {
        if (cursor == null) {
            return List.of();
        }
        return Cursor.decode(cursor)
                .filter(position -> position.order().equals(order.parameter()))
                .map(Cursor::values)
                .filter(values -> values.size() == size)
                .orElseThrow(() -> refused("cursor", "cursor"));
    }

    /**
     * The page.
     *
     * @param order the order of the list
     * @param found up to {@code limit() + 1} items; the one too many tells that there is a next page
     * @param view what a reader sees of an item
     * @param position where an item stands in that order: texts ({@code String}) and whole numbers ({@code Long})
     */
    public <S, T> Page<T> page(Sort order, List<S> found, Function<S, T> view, Function<S, List<Object>> position) {
        List<S> shown = found.size() > limit ? found.subList(0, limit) : found;
        String next =
                found.size() > limit ? next(new Cursor(order.parameter(), position.apply(shown.getLast()))) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    private String next(Cursor position) {
        return UriComponentsBuilder.newInstance()
                .uriComponents(request)
                .replaceQueryParam("cursor", position.encode())
                .build()
                .toUriString();
    }

    private static int limit(@Nullable String value) {
        if (value == null) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw refused("limit", "range", 1, MOST);
        }
        throw refused("limit", "range", 1, MOST);
    }

    private static Refused refused(String parameter, String reason, Object... arguments) {
        return new Refused(BadParameters.problem(List.of(Invalid.of("query/" + parameter, reason, arguments))));
    }
}
