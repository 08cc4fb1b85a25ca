package org.ratsnetz.benchmarks.modulith;

import org.springframework.data.mongodb.repository.MongoRepository;

interface Councils extends MongoRepository<CouncilDocument, String> {}
