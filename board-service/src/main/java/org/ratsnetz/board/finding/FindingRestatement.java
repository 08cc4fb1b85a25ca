package org.ratsnetz.board.finding;

import java.util.List;
import org.ratsnetz.platform.publication.Emission;
import org.ratsnetz.platform.publication.Restatement;

/** How findings are told again. */
final class FindingRestatement implements Restatement<Finding> {

    @Override
    public List<Emission> of(Finding finding) {
        return finding.restated();
    }

    @Override
    public List<Emission> gone(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? List.of() : Finding.never(id.substring(0, slash), id.substring(slash + 1));
    }
}
