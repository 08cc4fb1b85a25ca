package org.ratsnetz.benchmarks.modulith;

import org.ratsnetz.benchmarks.publish.Case;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The use case. */
@Service
class WriteCouncil {

    private final Councils councils;
    private final ApplicationEventPublisher events;

    WriteCouncil(Councils councils, ApplicationEventPublisher events) {
        this.councils = councils;
        this.events = events;
    }

    @Transactional
    public void write(String id, long at) {
        CouncilDocument current = councils.findById(id).orElseThrow();
        Case.Council next = current.state().next();
        councils.save(current.with(next));
        Case.Written written = next.written(at);
        events.publishEvent(
                new CouncilWritten(written.council(), written.number(), written.at(), written.filling()));
    }
}
