<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Open sample</source>
        <translation>샘플 열기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Copy problems</source>
        <translation>문제 복사</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>작성</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>디버그</translation>
    </message>
    <message>
        <source>Problems and output</source>
        <translation>문제 및 실행 로그</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>레이아웃 초기화</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>어두운 테마</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>밝은 테마</translation>
    </message>
    <message>
        <source>High contrast theme</source>
        <translation>고대비 테마</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Fit graph</source>
        <translation>그래프 맞춤</translation>
    </message>
    <message>
        <source>Tidy graph</source>
        <translation>그래프 정리</translation>
    </message>
    <message>
        <source>Go to source</source>
        <translation>소스로 이동</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>다음 영역</translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation>이전 영역</translation>
    </message>
    <message>
        <source>Go to outline</source>
        <translation>개요로 이동</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Use the simulator</source>
        <translation>시뮬레이터 사용</translation>
    </message>
    <message>
        <source>Trust this folder</source>
        <translation>이 폴더 신뢰</translation>
    </message>
    <message>
        <source>Review what this folder can run…</source>
        <translation>이 폴더가 실행할 수 있는 항목 검토…</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>다음 문제</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>이전 문제</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>명령 검색</translation>
    </message>
    <message>
        <source>About Postern</source>
        <translation>Postern 정보</translation>
    </message>
    <message>
        <source>Use real connections</source>
        <translation>실제 연결 사용</translation>
    </message>
    <message>
        <source>Choose connections file…</source>
        <translation>연결 파일 선택…</translation>
    </message>
    <message>
        <source>Show the egress ledger</source>
        <translation>외부 연결 기록 보기</translation>
    </message>
    <message>
        <source>Copy the egress ledger</source>
        <translation>외부 연결 기록 복사</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>모두 저장</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Close file</source>
        <translation>파일 닫기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>다음 찾기</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>이전 찾기</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>행으로 이동…</translation>
    </message>
    <message>
        <source>Toggle comment</source>
        <translation>주석 전환</translation>
    </message>
    <message>
        <source>Indent lines</source>
        <translation>들여쓰기</translation>
    </message>
    <message>
        <source>Unindent lines</source>
        <translation>내어쓰기</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>자동 완성</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>측면 패널</translation>
    </message>
    <message>
        <source>Graph, text or both</source>
        <translation>그래프, 텍스트 또는 둘 다</translation>
    </message>
    <message>
        <source>Frame selection</source>
        <translation>선택 항목에 맞추기</translation>
    </message>
    <message>
        <source>Focus mode</source>
        <translation>집중 모드</translation>
    </message>
    <message>
        <source>Check the Python environment</source>
        <translation>Python 환경 확인</translation>
    </message>
    <message>
        <source>Create a Python environment</source>
        <translation>Python 환경 만들기</translation>
    </message>
    <message>
        <source>Create a Python environment from a folder of wheels…</source>
        <translation>휠 폴더로 Python 환경 만들기…</translation>
    </message>
    <message>
        <source>Stop creating the environment</source>
        <translation>환경 만들기 중지</translation>
    </message>
    <message>
        <source>Choose the Python interpreter…</source>
        <translation>Python 인터프리터 선택…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Copy the error&apos;s details</source>
        <translation>오류 세부 정보 복사</translation>
    </message>
    <message>
        <source>Close other files</source>
        <translation>다른 파일 닫기</translation>
    </message>
    <message>
        <source>Compare with the disk</source>
        <translation>디스크와 비교</translation>
    </message>
    <message>
        <source>Copy the file&apos;s path</source>
        <translation>파일 경로 복사</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>잘라내기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Show inputs and outputs</source>
        <translation>입력과 출력 보기</translation>
    </message>
    <message>
        <source>Context menu</source>
        <translation>상황에 맞는 메뉴</translation>
    </message>
    <message>
        <source>Choose another flow of this folder…</source>
        <translation>이 폴더의 다른 흐름 선택…</translation>
    </message>
    <message>
        <source>Find all references</source>
        <translation>모든 참조 찾기</translation>
    </message>
    <message>
        <source>Paste with inputs</source>
        <translation>입력과 함께 붙여넣기</translation>
    </message>
    <message>
        <source>Add node…</source>
        <translation>노드 추가…</translation>
    </message>
    <message>
        <source>Connect an input…</source>
        <translation>입력에 링크 연결…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete and heal</source>
        <translation>삭제하고 링크 잇기</translation>
    </message>
    <message>
        <source>Move up in the file</source>
        <translation>파일에서 위로 이동</translation>
    </message>
    <message>
        <source>Move down in the file</source>
        <translation>파일에서 아래로 이동</translation>
    </message>
    <message>
        <source>Go to anything…</source>
        <translation>어디로든 이동…</translation>
    </message>
    <message>
        <source>Find in files</source>
        <translation>파일에서 찾기</translation>
    </message>
    <message>
        <source>Align left sides</source>
        <translation>왼쪽 맞춤</translation>
    </message>
    <message>
        <source>Align right sides</source>
        <translation>오른쪽 맞춤</translation>
    </message>
    <message>
        <source>Align tops</source>
        <translation>위쪽 맞춤</translation>
    </message>
    <message>
        <source>Align bottoms</source>
        <translation>아래쪽 맞춤</translation>
    </message>
    <message>
        <source>Align centres</source>
        <translation>가로 가운데 맞춤</translation>
    </message>
    <message>
        <source>Align middles</source>
        <translation>세로 가운데 맞춤</translation>
    </message>
    <message>
        <source>Spread across evenly</source>
        <translation>가로 간격 같게</translation>
    </message>
    <message>
        <source>Spread down evenly</source>
        <translation>세로 간격 같게</translation>
    </message>
    <message>
        <source>Wire from the node</source>
        <translation>노드에서 링크 시작</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>연결 해제</translation>
    </message>
    <message>
        <source>Hide or show links</source>
        <translation>링크 숨기기/표시</translation>
    </message>
    <message>
        <source>Show all links</source>
        <translation>모든 링크 표시</translation>
    </message>
    <message>
        <source>Quick fix…</source>
        <translation>빠른 수정…</translation>
    </message>
    <message>
        <source>Preview the prompt</source>
        <translation>프롬프트 미리 보기</translation>
    </message>
    <message>
        <source>Open a zip file…</source>
        <translation>zip 파일 열기…</translation>
    </message>
    <message>
        <source>Save as a zip file…</source>
        <translation>zip 파일로 저장…</translation>
    </message>
    <message>
        <source>Duplicate this flow…</source>
        <translation>이 흐름 복제…</translation>
    </message>
    <message>
        <source>Help for what has the focus</source>
        <translation>초점이 있는 것의 도움말</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>안내서</translation>
    </message>
    <message>
        <source>Run node</source>
        <translation>노드 실행</translation>
    </message>
    <message>
        <source>Go to timeline</source>
        <translation>타임라인으로 이동</translation>
    </message>
    <message>
        <source>Go to trace</source>
        <translation>추적으로 이동</translation>
    </message>
    <message>
        <source>Go to run log</source>
        <translation>실행 로그로 이동</translation>
    </message>
    <message>
        <source>Earlier versions of the file</source>
        <translation>파일의 이전 버전</translation>
    </message>
    <message>
        <source>Format the Python file</source>
        <translation>Python 파일 서식 맞추기</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Run without breakpoints</source>
        <translation>중단점 없이 실행</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 중지</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Next node</source>
        <translation>다음 노드</translation>
    </message>
    <message>
        <source>Step into</source>
        <translation>노드 안으로</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>노드 밖으로</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>뒤로 이동</translation>
    </message>
    <message>
        <source>Run to here</source>
        <translation>여기까지 실행</translation>
    </message>
    <message>
        <source>Run from here…</source>
        <translation>여기서부터 실행…</translation>
    </message>
    <message>
        <source>Fork here</source>
        <translation>여기서 분기</translation>
    </message>
    <message>
        <source>Retry the node</source>
        <translation>노드 다시 시도</translation>
    </message>
    <message>
        <source>Supply an output…</source>
        <translation>출력 넣기…</translation>
    </message>
    <message>
        <source>Edit inputs…</source>
        <translation>입력 편집…</translation>
    </message>
    <message>
        <source>Pin output</source>
        <translation>출력 고정</translation>
    </message>
    <message>
        <source>Toggle breakpoint</source>
        <translation>중단점 전환</translation>
    </message>
    <message>
        <source>Edit breakpoint…</source>
        <translation>중단점 편집…</translation>
    </message>
    <message>
        <source>Disable or enable all breakpoints</source>
        <translation>모든 중단점 끄기/켜기</translation>
    </message>
    <message>
        <source>Remove all breakpoints</source>
        <translation>모든 중단점 제거</translation>
    </message>
    <message>
        <source>Break on any error</source>
        <translation>오류가 나면 중단</translation>
    </message>
    <message>
        <source>Break on a value of another type</source>
        <translation>형식이 다른 값이면 중단</translation>
    </message>
    <message>
        <source>Break on many tokens…</source>
        <translation>토큰이 많으면 중단…</translation>
    </message>
    <message>
        <source>Break on a search that finds nothing</source>
        <translation>검색 결과가 없으면 중단</translation>
    </message>
    <message>
        <source>Add watch…</source>
        <translation>조사식 추가…</translation>
    </message>
    <message>
        <source>Go to breakpoints</source>
        <translation>중단점으로 이동</translation>
    </message>
    <message>
        <source>Go to watch</source>
        <translation>조사식으로 이동</translation>
    </message>
    <message>
        <source>Make a prompty of the node</source>
        <translation>노드를 prompty로 만들기</translation>
    </message>
    <message>
        <source>Add a node of a prompty…</source>
        <translation>prompty로 노드 추가…</translation>
    </message>
    <message>
        <source>History</source>
        <translation>실행 기록</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>실행 열기</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>실행 비교</translation>
    </message>
    <message>
        <source>Go to first difference</source>
        <translation>첫 차이로 이동</translation>
    </message>
    <message>
        <source>Pin run</source>
        <translation>실행 고정</translation>
    </message>
    <message>
        <source>Tag run…</source>
        <translation>실행에 태그…</translation>
    </message>
    <message>
        <source>Delete run…</source>
        <translation>실행 삭제…</translation>
    </message>
    <message>
        <source>Go to comparison</source>
        <translation>비교로 이동</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>실행 기록 검색</translation>
    </message>
    <message>
        <source>Group nodes…</source>
        <translation>노드 묶기…</translation>
    </message>
    <message>
        <source>Take out of the group</source>
        <translation>묶음에서 빼기</translation>
    </message>
    <message>
        <source>Export run…</source>
        <translation>실행 내보내기…</translation>
    </message>
    <message>
        <source>Import runs…</source>
        <translation>실행 가져오기…</translation>
    </message>
    <message>
        <source>Go to call stack</source>
        <translation>호출 스택으로 이동</translation>
    </message>
    <message>
        <source>Git</source>
        <translation>Git</translation>
    </message>
    <message>
        <source>Look at the repository again</source>
        <translation>저장소 다시 보기</translation>
    </message>
    <message>
        <source>Stage hunk</source>
        <translation>덩어리 스테이징</translation>
    </message>
    <message>
        <source>Stage the node</source>
        <translation>노드 스테이징</translation>
    </message>
    <message>
        <source>Stage or unstage files</source>
        <translation>파일 스테이징 또는 취소</translation>
    </message>
    <message>
        <source>Discard changes…</source>
        <translation>변경 버리기…</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>Amend the last commit</source>
        <translation>마지막 커밋 고치기</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>풀</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>푸시</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>페치</translation>
    </message>
    <message>
        <source>Stop git</source>
        <translation>git 중지</translation>
    </message>
    <message>
        <source>Clone a repository…</source>
        <translation>저장소 복제…</translation>
    </message>
    <message>
        <source>Switch branch…</source>
        <translation>브랜치 전환…</translation>
    </message>
    <message>
        <source>New branch…</source>
        <translation>새 브랜치…</translation>
    </message>
    <message>
        <source>Merge a branch…</source>
        <translation>브랜치 병합…</translation>
    </message>
    <message>
        <source>Rebase onto a branch…</source>
        <translation>브랜치 위로 리베이스…</translation>
    </message>
    <message>
        <source>Cherry-pick the commit</source>
        <translation>커밋 체리픽</translation>
    </message>
    <message>
        <source>Stash changes…</source>
        <translation>변경 스태시…</translation>
    </message>
    <message>
        <source>Take back the latest stash</source>
        <translation>최근 스태시 되돌리기</translation>
    </message>
    <message>
        <source>Tag the commit…</source>
        <translation>커밋에 태그…</translation>
    </message>
    <message>
        <source>Who changed each node</source>
        <translation>노드별 변경한 사람</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>중단</translation>
    </message>
    <message>
        <source>Ignore what needn&apos;t be committed…</source>
        <translation>커밋할 필요가 없는 것 무시…</translation>
    </message>
    <message>
        <source>Have git merge flows by node…</source>
        <translation>git이 흐름을 노드별로 병합하게 하기…</translation>
    </message>
    <message>
        <source>Go to changes</source>
        <translation>변경으로 이동</translation>
    </message>
    <message>
        <source>Write the commit&apos;s message</source>
        <translation>커밋 메시지 쓰기</translation>
    </message>
    <message>
        <source>Show what git was asked</source>
        <translation>git 기록 보기</translation>
    </message>
    <message>
        <source>Open pull request…</source>
        <translation>풀 요청 열기…</translation>
    </message>
    <message>
        <source>Export commits…</source>
        <translation>커밋 내보내기…</translation>
    </message>
    <message>
        <source>Import commits…</source>
        <translation>커밋 가져오기…</translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 tok</source>
        <translation>%1 토큰</translation>
    </message>
</context>
<context>
    <name>Completion</name>
    <message>
        <source>the number without its sign</source>
        <translation>부호를 뗀 수</translation>
    </message>
    <message>
        <source>a member by its name</source>
        <translation>이름으로 찾은 멤버</translation>
    </message>
    <message>
        <source>lists of so many each</source>
        <translation>몇 개씩 묶은 목록</translation>
    </message>
    <message>
        <source>the first letter in capitals</source>
        <translation>첫 글자를 대문자로</translation>
    </message>
    <message>
        <source>in the middle of a width</source>
        <translation>너비의 가운데에</translation>
    </message>
    <message>
        <source>how many there are</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>another value where there is none</source>
        <translation>값이 없을 때 쓸 값</translation>
    </message>
    <message>
        <source>pairs, sorted by key</source>
        <translation>키 순서로 정렬한 쌍</translation>
    </message>
    <message>
        <source>safe inside HTML</source>
        <translation>HTML에 안전하게</translation>
    </message>
    <message>
        <source>a size such as 3.2 MB</source>
        <translation>3.2 MB 같은 크기</translation>
    </message>
    <message>
        <source>the first one</source>
        <translation>첫 번째</translation>
    </message>
    <message>
        <source>as a number with decimals</source>
        <translation>소수로</translation>
    </message>
    <message>
        <source>safe inside HTML, whatever it was</source>
        <translation>무엇이든 HTML에 안전하게</translation>
    </message>
    <message>
        <source>put into a text with %s</source>
        <translation>%s가 있는 텍스트에 넣기</translation>
    </message>
    <message>
        <source>groups that share a member</source>
        <translation>멤버가 같은 것끼리</translation>
    </message>
    <message>
        <source>lines moved to the right</source>
        <translation>줄을 오른쪽으로</translation>
    </message>
    <message>
        <source>as a whole number</source>
        <translation>정수로</translation>
    </message>
    <message>
        <source>pairs of key and value</source>
        <translation>키와 값의 쌍</translation>
    </message>
    <message>
        <source>all as one text</source>
        <translation>하나의 텍스트로</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>마지막</translation>
    </message>
    <message>
        <source>as a list</source>
        <translation>목록으로</translation>
    </message>
    <message>
        <source>in small letters</source>
        <translation>소문자로</translation>
    </message>
    <message>
        <source>a member of each, or each filtered</source>
        <translation>각각의 멤버, 또는 각각에 필터</translation>
    </message>
    <message>
        <source>the largest</source>
        <translation>가장 큰 것</translation>
    </message>
    <message>
        <source>the smallest</source>
        <translation>가장 작은 것</translation>
    </message>
    <message>
        <source>printed to be read</source>
        <translation>읽기 좋게 출력</translation>
    </message>
    <message>
        <source>one by chance</source>
        <translation>무작위로 하나</translation>
    </message>
    <message>
        <source>those that fail a test</source>
        <translation>테스트에 맞지 않는 것</translation>
    </message>
    <message>
        <source>those whose member fails a test</source>
        <translation>멤버가 테스트에 맞지 않는 것</translation>
    </message>
    <message>
        <source>a part by another</source>
        <translation>일부를 다른 것으로</translation>
    </message>
    <message>
        <source>from the end</source>
        <translation>끝에서부터</translation>
    </message>
    <message>
        <source>rounded to decimals</source>
        <translation>반올림</translation>
    </message>
    <message>
        <source>not escaped</source>
        <translation>이스케이프하지 않음</translation>
    </message>
    <message>
        <source>those that pass a test</source>
        <translation>테스트에 맞는 것</translation>
    </message>
    <message>
        <source>those whose member passes a test</source>
        <translation>멤버가 테스트에 맞는 것</translation>
    </message>
    <message>
        <source>so many lists of one</source>
        <translation>하나를 몇 개의 목록으로</translation>
    </message>
    <message>
        <source>sorted</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>as text</source>
        <translation>텍스트로</translation>
    </message>
    <message>
        <source>HTML without its tags</source>
        <translation>태그를 뺀 HTML</translation>
    </message>
    <message>
        <source>added up</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>each word in capitals</source>
        <translation>단어마다 대문자로</translation>
    </message>
    <message>
        <source>as JSON</source>
        <translation>JSON으로</translation>
    </message>
    <message>
        <source>without spaces around it</source>
        <translation>앞뒤 공백 없이</translation>
    </message>
    <message>
        <source>cut to a length</source>
        <translation>길이에 맞춰 자르기</translation>
    </message>
    <message>
        <source>each once</source>
        <translation>중복 없이</translation>
    </message>
    <message>
        <source>in capitals</source>
        <translation>대문자로</translation>
    </message>
    <message>
        <source>safe inside an address</source>
        <translation>주소에 안전하게</translation>
    </message>
    <message>
        <source>addresses as links</source>
        <translation>주소를 링크로</translation>
    </message>
    <message>
        <source>how many words</source>
        <translation>단어 수</translation>
    </message>
    <message>
        <source>broken into lines</source>
        <translation>줄로 나누기</translation>
    </message>
    <message>
        <source>as attributes of a tag</source>
        <translation>태그의 속성으로</translation>
    </message>
    <message>
        <source>a node that asks a model</source>
        <translation>모델에 묻는 노드</translation>
    </message>
    <message>
        <source>a node that calls Python</source>
        <translation>Python을 호출하는 노드</translation>
    </message>
    <message>
        <source>a node that renders a template</source>
        <translation>템플릿을 렌더링하는 노드</translation>
    </message>
    <message>
        <source>run only when</source>
        <translation>조건이 맞을 때만 실행</translation>
    </message>
    <message>
        <source>repeat for each of a list</source>
        <translation>목록의 항목마다 반복</translation>
    </message>
    <message>
        <source>one of two texts</source>
        <translation>두 텍스트 중 하나</translation>
    </message>
    <message>
        <source>what was said before, as messages</source>
        <translation>지금까지의 대화를 메시지로</translation>
    </message>
    <message>
        <source>a function that nodes call</source>
        <translation>노드가 호출하는 함수</translation>
    </message>
    <message>
        <source>a function that gets a connection</source>
        <translation>연결을 받는 함수</translation>
    </message>
</context>
<context>
    <name>Dataset</name>
    <message>
        <source>%1 · row %2</source>
        <translation>%1 · %2행</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>직접 입력</translation>
    </message>
</context>
<context>
    <name>Environment</name>
    <message>
        <source>It is the folder&apos;s own .venv.</source>
        <translation>폴더 자체의 .venv입니다.</translation>
    </message>
    <message>
        <source>The variable POSTERN_PYTHON names it.</source>
        <translation>POSTERN_PYTHON 변수로 지정되었습니다.</translation>
    </message>
    <message>
        <source>The settings name it.</source>
        <translation>설정에서 지정되었습니다.</translation>
    </message>
    <message>
        <source>It came with Postern, because none is on the PATH.</source>
        <translation>PATH에 없어서 Postern에 포함된 것을 사용합니다.</translation>
    </message>
    <message>
        <source>It is the first on the PATH.</source>
        <translation>PATH에서 처음 찾은 것입니다.</translation>
    </message>
    <message>
        <source>(%1 is installed)</source>
        <translation>(%1 설치됨)</translation>
    </message>
    <message>
        <source>Creating the environment…</source>
        <translation>환경을 만드는 중…</translation>
    </message>
    <message>
        <source>No Python</source>
        <translation>Python 없음</translation>
    </message>
    <message>
        <source>Looking for Python…</source>
        <translation>Python 찾는 중…</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>%1 · packages missing: %2</source>
        <translation>%1 · 없는 패키지: %2</translation>
    </message>
    <message>
        <source>Runs use %1.</source>
        <translation>실행에는 %1을(를) 사용합니다.</translation>
    </message>
    <message>
        <source>Missing: %1</source>
        <translation>없음: %1</translation>
    </message>
    <message>
        <source>All that requirements.txt asks for is there.</source>
        <translation>requirements.txt가 요구하는 것이 모두 있습니다.</translation>
    </message>
    <message>
        <source>Python %1 (%2)</source>
        <translation>Python %1 (%2)</translation>
    </message>
    <message>
        <source>All that the flow&apos;s code imports is there.</source>
        <translation>흐름의 코드가 가져오는 것이 모두 있습니다.</translation>
    </message>
    <message>
        <source>%1 lacks packages that requirements.txt asks for: %2.</source>
        <translation>%1에 requirements.txt가 요구하는 패키지가 없습니다: %2.</translation>
    </message>
    <message>
        <source>%1 lacks modules that the flow&apos;s code imports: %2.</source>
        <translation>%1에 흐름의 코드가 가져오는 모듈이 없습니다: %2.</translation>
    </message>
    <message>
        <source>The flow&apos;s code also imports: %1.</source>
        <translation>흐름의 코드는 다음도 가져옵니다: %1.</translation>
    </message>
</context>
<context>
    <name>FileKind</name>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Mixed line ends</source>
        <translation>줄 끝 혼용</translation>
    </message>
</context>
<context>
    <name>FolderChoices</name>
    <message>
        <source>in this folder</source>
        <translation>이 폴더</translation>
    </message>
</context>
<context>
    <name>GraphOverlay</name>
    <message>
        <source>was %1</source>
        <translation>이전 이름 %1</translation>
    </message>
    <message>
        <source>and %1 more changes</source>
        <translation>외 변경 %1개</translation>
    </message>
    <message>
        <source>1 node</source>
        <translation>노드 1개</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>노드 %1개</translation>
    </message>
    <message>
        <source>1 link</source>
        <translation>링크 1개</translation>
    </message>
    <message>
        <source>%1 links</source>
        <translation>링크 %1개</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 추가됨</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 제거됨</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Deployment</source>
        <translation>배포</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>온도</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Max tokens</source>
        <translation>최대 토큰</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>응답 형식</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지 문자열</translation>
    </message>
    <message>
        <source>Presence penalty</source>
        <translation>존재 페널티</translation>
    </message>
    <message>
        <source>Frequency penalty</source>
        <translation>빈도 페널티</translation>
    </message>
    <message>
        <source>Logit bias</source>
        <translation>로짓 편향</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Tool choice</source>
        <translation>도구 선택</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>%1 없음</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>%1(으)로 되돌리기</translation>
    </message>
    <message>
        <source>It can&apos;t do without.</source>
        <translation>비워 둘 수 없습니다.</translation>
    </message>
    <message>
        <source>It counts once the other half is given, too.</source>
        <translation>나머지 한쪽도 입력해야 적용됩니다.</translation>
    </message>
    <message>
        <source>Set %1 of %2</source>
        <translation>%2의 %1 설정</translation>
    </message>
    <message>
        <source>Remove %1 of %2</source>
        <translation>%2의 %1 제거</translation>
    </message>
    <message>
        <source>This isn&apos;t a whole reference: write ${node.output} or ${inputs.name}.</source>
        <translation>참조가 완전하지 않습니다. ${node.output} 또는 ${inputs.name} 형식으로 입력하세요.</translation>
    </message>
    <message>
        <source>This is no %1.</source>
        <translation>%1 값이 아닙니다.</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>함수</translation>
    </message>
    <message>
        <source>Function call</source>
        <translation>함수 호출</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>스트림</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>답변 수</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>접미사</translation>
    </message>
    <message>
        <source>Log probabilities</source>
        <translation>로그 확률</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>에코</translation>
    </message>
    <message>
        <source>Best of</source>
        <translation>후보 수</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t take it.</source>
        <translation>%1에서는 쓰이지 않습니다.</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>생략</translation>
    </message>
    <message>
        <source>%1, to be bound</source>
        <translation>%1, 입력 필요</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Aggregation</source>
        <translation>집계</translation>
    </message>
    <message>
        <source>Runs once over all rows.</source>
        <translation>모든 행에 대해 한 번 실행됩니다.</translation>
    </message>
    <message>
        <source>The code has no such parameter.</source>
        <translation>코드에 이 매개변수가 없습니다.</translation>
    </message>
    <message>
        <source>Set %1 in %2 nodes</source>
        <translation>노드 %2개의 %1 설정</translation>
    </message>
    <message>
        <source>%1 different</source>
        <translation>서로 다른 값 %1개</translation>
    </message>
    <message>
        <source>only in %1</source>
        <translation>%1에만 있음</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>NAME=value</source>
        <translation>이름=값</translation>
    </message>
    <message>
        <source>Add a variable</source>
        <translation>변수 추가</translation>
    </message>
    <message>
        <source>Write it as NAME=value.</source>
        <translation>이름=값 형식으로 입력하세요.</translation>
    </message>
    <message>
        <source>Add a file from elsewhere</source>
        <translation>외부 파일 추가</translation>
    </message>
    <message>
        <source>the flow</source>
        <translation>흐름</translation>
    </message>
    <message>
        <source>%1 refuses it.</source>
        <translation>%1에서는 쓸 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>Levels</name>
    <message>
        <source>Debug</source>
        <translation>디버그</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>Panels</source>
        <translation>패널</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>최근 폴더</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Graph</source>
        <translation>그래프(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation>중단점</translation>
    </message>
    <message>
        <source>History</source>
        <translation>실행 기록</translation>
    </message>
    <message>
        <source>G&amp;it</source>
        <translation>Git(&amp;I)</translation>
    </message>
</context>
<context>
    <name>MergeFile</name>
    <message>
        <source>%1 fields are left to settle.</source>
        <translation>정할 필드가 %1개 남았습니다.</translation>
    </message>
    <message>
        <source>1 field is left to settle.</source>
        <translation>정할 필드가 1개 남았습니다.</translation>
    </message>
    <message>
        <source>The result can&apos;t be read as a flow.</source>
        <translation>결과를 흐름으로 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The result refers to %1, which isn&apos;t there.</source>
        <translation>결과가 없는 %1을(를) 참조합니다.</translation>
    </message>
    <message>
        <source>%1: both changed</source>
        <translation>%1: 양쪽 모두 변경</translation>
    </message>
    <message>
        <source>%1: chosen</source>
        <translation>%1: 선택됨</translation>
    </message>
</context>
<context>
    <name>PanelList</name>
    <message>
        <source>Explorer</source>
        <translation>탐색기</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Node inputs and outputs</source>
        <translation>노드 입출력</translation>
    </message>
    <message>
        <source>Run inputs</source>
        <translation>실행 입력</translation>
    </message>
    <message>
        <source>Problems and output</source>
        <translation>문제 및 실행 로그</translation>
    </message>
    <message>
        <source>References</source>
        <translation>참조</translation>
    </message>
    <message>
        <source>Find in files</source>
        <translation>파일에서 찾기</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>안내서</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>추적</translation>
    </message>
    <message>
        <source>Run log</source>
        <translation>실행 로그</translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation>중단점</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>조사식</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행 기록</translation>
    </message>
    <message>
        <source>Call stack</source>
        <translation>호출 스택</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Git log</source>
        <translation>Git 기록</translation>
    </message>
</context>
<context>
    <name>Prices</name>
    <message>
        <source>%1 + unknown price</source>
        <translation>%1 + 알 수 없는 가격</translation>
    </message>
    <message>
        <source>unknown price</source>
        <translation>가격 알 수 없음</translation>
    </message>
</context>
<context>
    <name>RunOverlayWords</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 tok</source>
        <translation>%1 토큰</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>둘 다</translation>
    </message>
    <message>
        <source>A %1 with B %2</source>
        <translation>A %1과(와) B %2</translation>
    </message>
    <message>
        <source>%1 of %2 nodes</source>
        <translation>노드 %2개 중 %1개</translation>
    </message>
    <message>
        <source>time may differ</source>
        <translation>시간은 다를 수 있음</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>A에만 있음</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>B에만 있음</translation>
    </message>
    <message>
        <source>same</source>
        <translation>같음</translation>
    </message>
    <message>
        <source>differs in %1</source>
        <translation>다름: %1</translation>
    </message>
</context>
<context>
    <name>ToolChoices</name>
    <message>
        <source>from a template</source>
        <translation>템플릿에서</translation>
    </message>
    <message>
        <source>New LLM node</source>
        <translation>새 LLM 노드</translation>
    </message>
    <message>
        <source>New prompt</source>
        <translation>새 프롬프트</translation>
    </message>
    <message>
        <source>New Python node</source>
        <translation>새 Python 노드</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>기본 제공</translation>
    </message>
</context>
<context>
    <name>ValueHints</name>
    <message>
        <source>%1, last run:</source>
        <translation>%1, 최근 실행:</translation>
    </message>
</context>
<context>
    <name>WaysOut</name>
    <message>
        <source>Choose a file that has this connection.</source>
        <translation>이 연결이 들어 있는 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose a file that has this connection, or let the simulator answer.</source>
        <translation>이 연결이 들어 있는 파일을 선택하거나 시뮬레이터가 답하게 하세요.</translation>
    </message>
    <message>
        <source>Create a Python environment for the folder, or choose an interpreter.</source>
        <translation>폴더의 Python 환경을 만들거나 인터프리터를 선택하세요.</translation>
    </message>
    <message>
        <source>Review what the folder holds, and trust it to run it.</source>
        <translation>폴더의 내용을 검토하고, 실행하려면 신뢰하세요.</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>The endpoint of %1 answered with an error: %2</source>
        <translation>%1의 엔드포인트가 오류로 응답했습니다: %2</translation>
    </message>
    <message>
        <source>Check the node&apos;s parameters and the connection.</source>
        <translation>노드의 매개변수와 연결을 확인하세요.</translation>
    </message>
    <message>
        <source>The endpoint of %1 answered with something that isn&apos;t JSON.</source>
        <translation>%1의 엔드포인트가 JSON이 아닌 것으로 응답했습니다.</translation>
    </message>
    <message>
        <source>Check the address of %1: a proxy or a web page may be answering there.</source>
        <translation>%1의 주소를 확인하세요. 프록시나 웹 페이지가 응답하고 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; broke its answer off: %2</source>
        <translation>모델 &apos;%1&apos;이(가) 응답을 중단했습니다: %2</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>다시 시도하세요.</translation>
    </message>
    <message>
        <source>The endpoint of %1 answered with nothing instead of a stream.</source>
        <translation>%1의 엔드포인트가 스트림 대신 빈 응답을 보냈습니다.</translation>
    </message>
    <message>
        <source>The endpoint of %1 answered with %2 instead of a stream.</source>
        <translation>%1의 엔드포인트가 스트림 대신 %2(으)로 응답했습니다.</translation>
    </message>
    <message>
        <source>Check that the connection&apos;s address is that of a model, and look for a proxy between.</source>
        <translation>연결의 주소가 모델의 주소인지, 중간에 프록시가 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>an event that is no chunk of an answer</source>
        <translation>응답 조각이 아닌 이벤트</translation>
    </message>
    <message>
        <source>an event that isn&apos;t JSON: %1</source>
        <translation>JSON이 아닌 이벤트: %1</translation>
    </message>
    <message>
        <source>The endpoint of %1 sent %2</source>
        <translation>%1의 엔드포인트가 보낸 내용이 잘못되었습니다: %2</translation>
    </message>
    <message>
        <source>Check the address of the connection: a proxy or another service may be answering there.</source>
        <translation>연결의 주소를 확인하세요. 프록시나 다른 서비스가 응답하고 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Connection %1 is of type %2, which has no language models.</source>
        <translation>연결 %1의 유형은 %2(으)로, 언어 모델이 없습니다.</translation>
    </message>
    <message>
        <source>Name a connection of type azure_open_ai, open_ai or serverless.</source>
        <translation>유형이 azure_open_ai, open_ai 또는 serverless인 연결을 지정하세요.</translation>
    </message>
    <message>
        <source>Connection %1 has no api_key.</source>
        <translation>연결 %1에 api_key가 없습니다.</translation>
    </message>
    <message>
        <source>Set api_key of connection %1.</source>
        <translation>연결 %1의 api_key를 설정하세요.</translation>
    </message>
    <message>
        <source>Connection %1 has no api_base.</source>
        <translation>연결 %1에 api_base가 없습니다.</translation>
    </message>
    <message>
        <source>Set api_base of connection %1 to the address of its endpoint.</source>
        <translation>연결 %1의 api_base를 엔드포인트 주소로 설정하세요.</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The deployment_name is empty, so the endpoint of %1 refused the request</source>
        <translation>deployment_name이 비어 있어 %1의 엔드포인트가 요청을 거부했습니다</translation>
    </message>
    <message>
        <source>Set %1 to a deployment of the connection&apos;s resource.</source>
        <translation>%1을(를) 연결의 리소스에 있는 배포로 설정하세요.</translation>
    </message>
    <message>
        <source>deployment_name</source>
        <translation>deployment_name</translation>
    </message>
    <message>
        <source>No model is named, and the endpoint of %1 refused the request</source>
        <translation>모델이 지정되지 않아 %1의 엔드포인트가 요청을 거부했습니다</translation>
    </message>
    <message>
        <source>Set %1. deployment_name counts only with a connection of type azure_open_ai.</source>
        <translation>%1을(를) 설정하세요. deployment_name은 유형이 azure_open_ai인 연결에서만 쓰입니다.</translation>
    </message>
    <message>
        <source>model in the node&apos;s inputs</source>
        <translation>노드 입력의 model</translation>
    </message>
    <message>
        <source>The content filter of %1 refused the prompt.</source>
        <translation>%1의 콘텐츠 필터가 프롬프트를 거부했습니다.</translation>
    </message>
    <message>
        <source>The content filter of %1 refused the prompt: %2.</source>
        <translation>%1의 콘텐츠 필터가 프롬프트를 거부했습니다: %2.</translation>
    </message>
    <message>
        <source>Reword the prompt or the input, or have the filter of the deployment adapted.</source>
        <translation>프롬프트나 입력을 바꾸어 쓰거나, 배포의 필터 조정을 요청하세요.</translation>
    </message>
    <message>
        <source>The prompt is too long for %1: %2</source>
        <translation>프롬프트가 %1에 비해 너무 깁니다: %2</translation>
    </message>
    <message>
        <source>Shorten the prompt, its context or its history, or lower max_tokens.</source>
        <translation>프롬프트, 컨텍스트 또는 대화 기록을 줄이거나 max_tokens를 낮추세요.</translation>
    </message>
    <message>
        <source>The model %1 doesn&apos;t take the parameter &apos;%2&apos;.</source>
        <translation>모델 %1은(는) 매개변수 &apos;%2&apos;을(를) 받지 않습니다.</translation>
    </message>
    <message>
        <source>Take %1 out of %2, or set the value the model accepts: %3</source>
        <translation>%2에서 %1을(를) 빼거나 모델이 받는 값으로 설정하세요: %3</translation>
    </message>
    <message>
        <source>the node&apos;s inputs</source>
        <translation>노드의 입력</translation>
    </message>
    <message>
        <source>The model %1 refused the request: %2</source>
        <translation>모델 %1이(가) 요청을 거부했습니다: %2</translation>
    </message>
    <message>
        <source>Check the node&apos;s prompt and parameters against what the model accepts.</source>
        <translation>노드의 프롬프트와 매개변수가 모델이 받는 것인지 확인하세요.</translation>
    </message>
    <message>
        <source>The endpoint of %1 denied access</source>
        <translation>%1의 엔드포인트가 액세스를 거부했습니다</translation>
    </message>
    <message>
        <source>Reach the resource through its private endpoint: its name must resolve to a private address on this machine.</source>
        <translation>프라이빗 엔드포인트로 리소스에 연결하세요. 이 컴퓨터에서 그 이름이 프라이빗 주소로 확인되어야 합니다.</translation>
    </message>
    <message>
        <source>Have the identity or the network of this machine allowed on the resource.</source>
        <translation>리소스에서 이 컴퓨터의 ID 또는 네트워크를 허용하도록 요청하세요.</translation>
    </message>
    <message>
        <source>The deployment &apos;%1&apos; was not found at the endpoint of &apos;%2&apos;</source>
        <translation>&apos;%2&apos;의 엔드포인트에서 배포 &apos;%1&apos;을(를) 찾을 수 없습니다</translation>
    </message>
    <message>
        <source>Set %1 to a deployment of that resource; a new one takes some minutes to appear.</source>
        <translation>%1을(를) 그 리소스의 배포로 설정하세요. 새 배포는 나타나기까지 몇 분 걸립니다.</translation>
    </message>
    <message>
        <source>The endpoint of &apos;%1&apos; has nothing at the address of deployment &apos;%2&apos;</source>
        <translation>&apos;%1&apos;의 엔드포인트에는 배포 &apos;%2&apos;의 주소에 아무것도 없습니다</translation>
    </message>
    <message>
        <source>Check api_base and api_version of the connection and %1.</source>
        <translation>연결의 api_base와 api_version, 그리고 %1을(를) 확인하세요.</translation>
    </message>
    <message>
        <source>deployment_name of the node</source>
        <translation>노드의 deployment_name</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; was not found at the endpoint of &apos;%2&apos;</source>
        <translation>&apos;%2&apos;의 엔드포인트에서 모델 &apos;%1&apos;을(를) 찾을 수 없습니다</translation>
    </message>
    <message>
        <source>Check model of the node and base_url of the connection.</source>
        <translation>노드의 model과 연결의 base_url을 확인하세요.</translation>
    </message>
    <message>
        <source>The account behind %1 has no quota left.</source>
        <translation>%1의 계정에 남은 할당량이 없습니다.</translation>
    </message>
    <message>
        <source>Raise the limit or pay the balance of the account, or use another connection.</source>
        <translation>계정의 한도를 올리거나 잔액을 결제하거나, 다른 연결을 사용하세요.</translation>
    </message>
    <message>
        <source>The quota of &apos;%1&apos; is used up: %2</source>
        <translation>&apos;%1&apos;의 할당량을 모두 사용했습니다: %2</translation>
    </message>
    <message>
        <source>Wait a minute, raise the tokens per minute of the deployment, or send fewer requests at a time.</source>
        <translation>1분쯤 기다리거나, 배포의 분당 토큰 수를 올리거나, 한 번에 보내는 요청을 줄이세요.</translation>
    </message>
    <message>
        <source>The endpoint of %1 refused its key</source>
        <translation>%1의 엔드포인트가 키를 거부했습니다</translation>
    </message>
    <message>
        <source>Put a current key into api_key of %1, and check that its address is the same resource&apos;s.</source>
        <translation>%1의 api_key에 현재 키를 넣고, 주소가 같은 리소스의 것인지 확인하세요.</translation>
    </message>
    <message>
        <source>The service behind %1 failed with %2</source>
        <translation>%1의 서비스가 실패했습니다: %2</translation>
    </message>
    <message>
        <source>Try again later; if it stays, look at the health of the resource.</source>
        <translation>나중에 다시 시도하세요. 계속되면 리소스의 상태를 확인하세요.</translation>
    </message>
    <message>
        <source>The service behind %1 refused the request with %2</source>
        <translation>%1의 서비스가 요청을 거부했습니다: %2</translation>
    </message>
    <message>
        <source>connection &apos;%1&apos;</source>
        <translation>연결 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>The endpoint of %1 could not be reached: %2</source>
        <translation>%1의 엔드포인트에 연결할 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Connection &apos;%1&apos; leads nowhere: %2</source>
        <translation>연결 &apos;%1&apos;의 주소로 갈 수 없습니다: %2</translation>
    </message>
    <message>
        <source>the address (base_url or api_base)</source>
        <translation>주소(base_url 또는 api_base)</translation>
    </message>
    <message>
        <source>The endpoint of %1 redirects the request (%2), but doesn&apos;t say where to.</source>
        <translation>%1의 엔드포인트가 요청을 리디렉션하지만(%2) 어디로 갈지 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>The endpoint of %1 redirects the request (%2) to %3.</source>
        <translation>%1의 엔드포인트가 요청을 %3(으)로 리디렉션합니다(%2).</translation>
    </message>
    <message>
        <source>Check %1 of the connection.</source>
        <translation>연결의 %1을(를) 확인하세요.</translation>
    </message>
    <message>
        <source>This is not valid JSON: %1.</source>
        <translation>올바른 JSON이 아닙니다: %1.</translation>
    </message>
    <message>
        <source>Mend the text at that place.</source>
        <translation>그 위치의 텍스트를 고치세요.</translation>
    </message>
    <message>
        <source>This JSON is nested deeper than 1,000 levels.</source>
        <translation>이 JSON은 1,000단계보다 깊게 중첩되어 있습니다.</translation>
    </message>
    <message>
        <source>Flatten the data.</source>
        <translation>데이터의 중첩을 줄이세요.</translation>
    </message>
    <message>
        <source>A value is nested deeper than 1,000 levels.</source>
        <translation>값이 1,000단계보다 깊게 중첩되어 있습니다.</translation>
    </message>
    <message>
        <source>Object of type %1 is not JSON serializable</source>
        <translation>유형이 %1인 객체는 JSON으로 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Return text, numbers, lists or dictionaries.</source>
        <translation>텍스트, 숫자, 목록 또는 사전을 반환하세요.</translation>
    </message>
    <message>
        <source>keys must be str, int, float, bool or None, not %1</source>
        <translation>키는 str, int, float, bool 또는 None이어야 하며 %1은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Use text as the keys of dictionaries.</source>
        <translation>사전의 키로 텍스트를 사용하세요.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; can&apos;t be read: %2.</source>
        <translation>파일 &apos;%1&apos;을(를) 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Write %1: with slashes a path holds on Windows and here.</source>
        <translation>%1(으)로 쓰세요. 슬래시로 쓴 경로는 Windows와 이곳에서 모두 통합니다.</translation>
    </message>
    <message>
        <source>Write %1, which is there: the same characters can be made up in two ways.</source>
        <translation>실제로 있는 %1(으)로 쓰세요. 같은 문자도 두 가지 방식으로 구성될 수 있습니다.</translation>
    </message>
    <message>
        <source>Write %1, which is there: upper and lower case count here.</source>
        <translation>실제로 있는 %1(으)로 쓰세요. 여기서는 대문자와 소문자를 구별합니다.</translation>
    </message>
    <message>
        <source>An edit reaches beyond the end of its text.</source>
        <translation>편집 범위가 텍스트의 끝을 벗어납니다.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t UTF-8.</source>
        <translation>%1이(가) UTF-8이 아닙니다.</translation>
    </message>
    <message>
        <source>Save the file, or set the terminal, as UTF-8; Windows calls Korean&apos;s old encoding CP949 or &quot;ANSI&quot;.</source>
        <translation>파일을 UTF-8로 저장하거나 터미널을 UTF-8로 설정하세요. Windows에서는 예전 한국어 인코딩을 CP949 또는 &quot;ANSI&quot;라고 합니다.</translation>
    </message>
    <message>
        <source>A value of type %1 was used as %2.</source>
        <translation>유형이 %1인 값을 %2(으)로 사용했습니다.</translation>
    </message>
    <message>
        <source>Check the path and its permissions.</source>
        <translation>경로와 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The connection file is larger than 16 MiB.</source>
        <translation>연결 파일이 16 MiB보다 큽니다.</translation>
    </message>
    <message>
        <source>Give a file that holds connections only.</source>
        <translation>연결만 들어 있는 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>The connection file</source>
        <translation>연결 파일</translation>
    </message>
    <message>
        <source>Values can&apos;t be set over a file without one single connection.</source>
        <translation>연결이 정확히 하나가 아닌 파일에는 값을 덮어쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Name a file with one connection.</source>
        <translation>연결이 하나인 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>Two connections are named %1.</source>
        <translation>이름이 %1인 연결이 두 개 있습니다.</translation>
    </message>
    <message>
        <source>Give each its own name.</source>
        <translation>각각 다른 이름을 지정하세요.</translation>
    </message>
    <message>
        <source>The file holds no connections.</source>
        <translation>파일에 연결이 없습니다.</translation>
    </message>
    <message>
        <source>Write a mapping with name and type, a list of such, or a mapping by name.</source>
        <translation>name과 type이 있는 매핑, 그런 매핑의 목록, 또는 이름별 매핑을 쓰세요.</translation>
    </message>
    <message>
        <source>Connection %1 is not found.</source>
        <translation>연결 %1을(를) 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>Give it with --connections FILE, or let the simulator answer with --simulate.</source>
        <translation>--connections FILE로 지정하거나 --simulate로 시뮬레이터가 응답하게 하세요.</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
    </message>
    <message>
        <source>The connection file nests deeper or holds more than connections do.</source>
        <translation>연결 파일이 연결보다 더 깊게 중첩되었거나 더 많은 것을 담고 있습니다.</translation>
    </message>
    <message>
        <source>Write name, type and keys, with configs and secrets one level below.</source>
        <translation>name, type과 키를 쓰고, configs와 secrets는 한 단계 아래에 쓰세요.</translation>
    </message>
    <message>
        <source>A key of the connection file isn&apos;t plain text.</source>
        <translation>연결 파일의 키가 일반 텍스트가 아닙니다.</translation>
    </message>
    <message>
        <source>Write keys as words.</source>
        <translation>키를 단어로 쓰세요.</translation>
    </message>
    <message>
        <source>isn&apos;t a mapping</source>
        <translation>은(는) 매핑이 아닙니다</translation>
    </message>
    <message>
        <source>Give it keys such as type and api_key.</source>
        <translation>type, api_key 같은 키를 쓰세요.</translation>
    </message>
    <message>
        <source>has no name</source>
        <translation>에 이름이 없습니다</translation>
    </message>
    <message>
        <source>Add the key name.</source>
        <translation>name 키를 추가하세요.</translation>
    </message>
    <message>
        <source>A connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Connection %1</source>
        <translation>연결 %1</translation>
    </message>
    <message>
        <source>%1 %2.</source>
        <translation>%1%2.</translation>
    </message>
    <message>
        <source>needs the environment variable %1, which isn&apos;t set</source>
        <translation>에 필요한 환경 변수 %1이(가) 설정되어 있지 않습니다</translation>
    </message>
    <message>
        <source>Set it before this command, or write the value into the file.</source>
        <translation>먼저 변수를 설정하거나 파일에 값을 쓰세요.</translation>
    </message>
    <message>
        <source>%1: the environment variable %2</source>
        <translation>%1: 환경 변수 %2</translation>
    </message>
    <message>
        <source>has no type</source>
        <translation>에 유형(type)이 없습니다</translation>
    </message>
    <message>
        <source>has the unknown type %1</source>
        <translation>의 유형 %1은(는) 알 수 없습니다</translation>
    </message>
    <message>
        <source>Use one of %1.</source>
        <translation>다음 중 하나를 사용하세요: %1.</translation>
    </message>
    <message>
        <source>has no plain text as %1</source>
        <translation>의 %1이(가) 일반 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>Write a single value.</source>
        <translation>값을 하나만 쓰세요.</translation>
    </message>
    <message>
        <source>has a placeholder where the secret %1 belongs</source>
        <translation>의 비밀 %1 자리에 자리 표시자가 있습니다</translation>
    </message>
    <message>
        <source>Write ${env:NAME} and set that variable; `postern connection create` also takes --set %1=VALUE.</source>
        <translation>${env:NAME}을 쓰고 그 변수를 설정하세요; `postern connection create`는 --set %1=VALUE도 받습니다.</translation>
    </message>
    <message>
        <source>has the unknown key %1</source>
        <translation>의 키 %1은(는) 알 수 없습니다</translation>
    </message>
    <message>
        <source>Keys of this type are %1.</source>
        <translation>이 유형의 키는 다음과 같습니다: %1.</translation>
    </message>
    <message>
        <source>has no mapping as %1</source>
        <translation>의 %1이(가) 매핑이 아닙니다</translation>
    </message>
    <message>
        <source>Write keys with values below it.</source>
        <translation>그 아래에 키와 값을 쓰세요.</translation>
    </message>
    <message>
        <source>has no mapping as value</source>
        <translation>의 value가 매핑이 아닙니다</translation>
    </message>
    <message>
        <source>Write the connection&apos;s keys below it.</source>
        <translation>그 아래에 연결의 키를 쓰세요.</translation>
    </message>
    <message>
        <source>has no %1</source>
        <translation>에 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>Add that key.</source>
        <translation>그 키를 추가하세요.</translation>
    </message>
    <message>
        <source>Connection &apos;%1&apos; is not found.</source>
        <translation>연결 &apos;%1&apos;을(를) 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>`postern connection list` names those there are.</source>
        <translation>`postern connection list`로 있는 연결을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Connection &apos;%1&apos; of the vault can&apos;t be read.</source>
        <translation>보관소의 연결 &apos;%1&apos;을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Delete it with `postern connection delete` and create it anew.</source>
        <translation>`postern connection delete`로 지우고 새로 만드세요.</translation>
    </message>
    <message>
        <source>A connection of type %1 has no field %2.</source>
        <translation>유형이 %1인 연결에는 필드 %2이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Its fields are %1.</source>
        <translation>필드는 다음과 같습니다: %1.</translation>
    </message>
    <message>
        <source>A line of the .env file</source>
        <translation>.env 파일의 한 줄</translation>
    </message>
    <message>
        <source>A line of the .env file isn&apos;t of the form NAME=value.</source>
        <translation>.env 파일의 한 줄이 NAME=value 형식이 아닙니다.</translation>
    </message>
    <message>
        <source>Write one variable a line; close quotes on the same line.</source>
        <translation>한 줄에 변수 하나씩 쓰고, 따옴표는 같은 줄에서 닫으세요.</translation>
    </message>
    <message>
        <source>The file %1 is larger than 64 MB.</source>
        <translation>파일 %1이(가) 64 MB보다 큽니다.</translation>
    </message>
    <message>
        <source>Move data into files of its own.</source>
        <translation>데이터를 별도의 파일로 옮기세요.</translation>
    </message>
    <message>
        <source>The prompty&apos;s settings are no mapping.</source>
        <translation>prompty의 설정이 매핑이 아닙니다.</translation>
    </message>
    <message>
        <source>The file doesn&apos;t hold a mapping of flow keys.</source>
        <translation>파일에 흐름 키의 매핑이 없습니다.</translation>
    </message>
    <message>
        <source>Write name, model and inputs between the lines of dashes.</source>
        <translation>대시 줄 사이에 name, model, inputs를 쓰세요.</translation>
    </message>
    <message>
        <source>Start with inputs, outputs and nodes.</source>
        <translation>inputs, outputs, nodes로 시작하세요.</translation>
    </message>
    <message>
        <source>the flow</source>
        <translation>흐름</translation>
    </message>
    <message>
        <source>%1 has no type.</source>
        <translation>%1에 유형(type)이 없습니다.</translation>
    </message>
    <message>
        <source>Add &apos;type: string&apos; or another type.</source>
        <translation>&apos;type: string&apos;이나 다른 유형을 추가하세요.</translation>
    </message>
    <message>
        <source>%1 has the unknown type &apos;%2&apos;.</source>
        <translation>%1의 유형 &apos;%2&apos;은(는) 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Use string, int, double, bool, list, object or image.</source>
        <translation>string, int, double, bool, list, object 또는 image를 사용하세요.</translation>
    </message>
    <message>
        <source>The input &apos;%1&apos;</source>
        <translation>입력 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>Write &apos;type: string&apos; below it.</source>
        <translation>그 아래에 &apos;type: string&apos;을 쓰세요.</translation>
    </message>
    <message>
        <source>an input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>The output &apos;%1&apos;</source>
        <translation>출력 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>an output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Write &apos;type: string&apos; and &apos;reference: ${node.output}&apos; below it.</source>
        <translation>그 아래에 &apos;type: string&apos;과 &apos;reference: ${node.output}&apos;을 쓰세요.</translation>
    </message>
    <message>
        <source>The flow has no nodes.</source>
        <translation>흐름에 노드가 없습니다.</translation>
    </message>
    <message>
        <source>Add &apos;nodes:&apos; with a list of nodes, or &apos;nodes: []&apos;.</source>
        <translation>노드 목록이 있는 &apos;nodes:&apos; 또는 &apos;nodes: []&apos;를 추가하세요.</translation>
    </message>
    <message>
        <source>nodes must be a list.</source>
        <translation>nodes는 목록이어야 합니다.</translation>
    </message>
    <message>
        <source>Start every node with &apos;- name:&apos;.</source>
        <translation>모든 노드를 &apos;- name:&apos;으로 시작하세요.</translation>
    </message>
    <message>
        <source>A node must be a mapping.</source>
        <translation>노드는 매핑이어야 합니다.</translation>
    </message>
    <message>
        <source>Write &apos;- name:&apos; and the other keys of a node.</source>
        <translation>&apos;- name:&apos;과 노드의 다른 키를 쓰세요.</translation>
    </message>
    <message>
        <source>A node has no name.</source>
        <translation>노드에 이름이 없습니다.</translation>
    </message>
    <message>
        <source>Add &apos;name:&apos; to it.</source>
        <translation>&apos;name:&apos;을 추가하세요.</translation>
    </message>
    <message>
        <source>inputs of a node</source>
        <translation>노드의 inputs</translation>
    </message>
    <message>
        <source>a node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>source must be a mapping.</source>
        <translation>source는 매핑이어야 합니다.</translation>
    </message>
    <message>
        <source>Write &apos;type: code&apos; and &apos;path:&apos; below it.</source>
        <translation>그 아래에 &apos;type: code&apos;와 &apos;path:&apos;를 쓰세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; has the unknown type &apos;%2&apos;.</source>
        <translation>노드 &apos;%1&apos;의 유형 &apos;%2&apos;은(는) 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Use llm, prompt, python or custom_llm.</source>
        <translation>llm, prompt, python 또는 custom_llm을 사용하세요.</translation>
    </message>
    <message>
        <source>activate of the node &apos;%1&apos; needs both &apos;when&apos; and &apos;is&apos;.</source>
        <translation>노드 &apos;%1&apos;의 activate에는 &apos;when&apos;과 &apos;is&apos;가 모두 필요합니다.</translation>
    </message>
    <message>
        <source>Write &apos;when: ${node.output}&apos; and &apos;is: value&apos; below it.</source>
        <translation>그 아래에 &apos;when: ${node.output}&apos;과 &apos;is: value&apos;를 쓰세요.</translation>
    </message>
    <message>
        <source>node_variants of &apos;%1&apos; has no variants.</source>
        <translation>&apos;%1&apos;의 node_variants에 변형이 없습니다.</translation>
    </message>
    <message>
        <source>Add &apos;variants:&apos; with one entry a variant.</source>
        <translation>변형마다 항목이 하나씩 있는 &apos;variants:&apos;를 추가하세요.</translation>
    </message>
    <message>
        <source>The variant &apos;%1&apos; has no node.</source>
        <translation>변형 &apos;%1&apos;에 노드가 없습니다.</translation>
    </message>
    <message>
        <source>Add &apos;node:&apos; with the keys of a node.</source>
        <translation>노드의 키가 있는 &apos;node:&apos;를 추가하세요.</translation>
    </message>
    <message>
        <source>additional_includes must be a list.</source>
        <translation>additional_includes는 목록이어야 합니다.</translation>
    </message>
    <message>
        <source>Write each file or folder after &apos;- &apos;, a line each.</source>
        <translation>각 파일이나 폴더를 한 줄씩 &apos;- &apos; 뒤에 쓰세요.</translation>
    </message>
    <message>
        <source>An item of additional_includes is no path; it is ignored.</source>
        <translation>additional_includes의 한 항목이 경로가 아니어서 무시됩니다.</translation>
    </message>
    <message>
        <source>Write the path of a file or folder after &apos;- &apos;.</source>
        <translation>&apos;- &apos; 뒤에 파일이나 폴더의 경로를 쓰세요.</translation>
    </message>
    <message>
        <source>Did you mean &apos;%1&apos;?</source>
        <translation>혹시 &apos;%1&apos;을(를) 뜻하셨나요?</translation>
    </message>
    <message>
        <source>Change to %1</source>
        <translation>%1(으)로 변경</translation>
    </message>
    <message>
        <source>The node name &apos;%1&apos; is used twice; the first is in line %2.</source>
        <translation>노드 이름 &apos;%1&apos;이(가) 두 번 쓰였습니다. 첫 번째는 %2번째 줄에 있습니다.</translation>
    </message>
    <message>
        <source>Rename one of the nodes.</source>
        <translation>노드 중 하나의 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; refers to the flow input &apos;%2&apos;, which doesn&apos;t exist.</source>
        <translation>노드 &apos;%1&apos;이(가) 존재하지 않는 흐름 입력 &apos;%2&apos;을(를) 참조합니다.</translation>
    </message>
    <message>
        <source>Add it to the flow&apos;s inputs, or refer to another.</source>
        <translation>흐름의 입력에 추가하거나 다른 입력을 참조하세요.</translation>
    </message>
    <message>
        <source>A part of a flow input can&apos;t be referred to; pass the whole input.</source>
        <translation>흐름 입력의 일부는 참조할 수 없습니다. 입력 전체를 넘기세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; refers to the aggregation node &apos;%2&apos;, which runs after all lines.</source>
        <translation>노드 &apos;%1&apos;이(가) 모든 줄 다음에 실행되는 집계 노드 &apos;%2&apos;을(를) 참조합니다.</translation>
    </message>
    <message>
        <source>Make it an aggregation node too, or refer to another node.</source>
        <translation>이 노드도 집계 노드로 만들거나 다른 노드를 참조하세요.</translation>
    </message>
    <message>
        <source>The aggregation node &apos;%1&apos; is activated by &apos;%2&apos;, which is no aggregation node.</source>
        <translation>집계 노드 &apos;%1&apos;의 활성화 조건이 집계 노드가 아닌 &apos;%2&apos;을(를) 참조합니다.</translation>
    </message>
    <message>
        <source>Use a flow input or an aggregation node in &apos;when&apos;.</source>
        <translation>&apos;when&apos;에는 흐름 입력이나 집계 노드를 사용하세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; refers to the node &apos;%2&apos;, which doesn&apos;t exist.</source>
        <translation>노드 &apos;%1&apos;이(가) 존재하지 않는 노드 &apos;%2&apos;을(를) 참조합니다.</translation>
    </message>
    <message>
        <source>Write ${node.output} or ${inputs.name}.</source>
        <translation>${node.output} 또는 ${inputs.name}을 쓰세요.</translation>
    </message>
    <message>
        <source>The nodes refer to each other in a circle: %1.</source>
        <translation>노드가 서로를 순환하여 참조합니다: %1.</translation>
    </message>
    <message>
        <source>Remove one of these references.</source>
        <translation>이 참조 중 하나를 없애세요.</translation>
    </message>
    <message>
        <source>%1 has no reference.</source>
        <translation>%1에 참조가 없습니다.</translation>
    </message>
    <message>
        <source>Write &apos;reference: ${node.output}&apos;.</source>
        <translation>&apos;reference: ${node.output}&apos;을 쓰세요.</translation>
    </message>
    <message>
        <source>%1 refers to the flow input &apos;%2&apos;, which doesn&apos;t exist.</source>
        <translation>%1이(가) 존재하지 않는 흐름 입력 &apos;%2&apos;을(를) 참조합니다.</translation>
    </message>
    <message>
        <source>%1 refers to the node &apos;%2&apos;, which doesn&apos;t exist.</source>
        <translation>%1이(가) 존재하지 않는 노드 &apos;%2&apos;을(를) 참조합니다.</translation>
    </message>
    <message>
        <source>%1 refers to the aggregation node &apos;%2&apos; and is left out.</source>
        <translation>%1이(가) 집계 노드 &apos;%2&apos;을(를) 참조하여 제외됩니다.</translation>
    </message>
    <message>
        <source>Log a metric in the node instead.</source>
        <translation>대신 노드에서 메트릭을 기록하세요.</translation>
    </message>
    <message>
        <source>The folder is restricted, so &apos;%1&apos;, which the flow includes from outside of it, isn&apos;t read.</source>
        <translation>폴더가 제한되어 있어 흐름이 폴더 밖에서 포함하는 &apos;%1&apos;을(를) 읽지 않습니다.</translation>
    </message>
    <message>
        <source>Trust the folder to allow this.</source>
        <translation>허용하려면 폴더를 신뢰하세요.</translation>
    </message>
    <message>
        <source>The additional include &apos;%1&apos; doesn&apos;t exist.</source>
        <translation>추가 포함 항목 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Correct or remove it below additional_includes.</source>
        <translation>additional_includes 아래에서 고치거나 없애세요.</translation>
    </message>
    <message>
        <source>The value can&apos;t be converted: %1.</source>
        <translation>값을 변환할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>Give a value of the declared type.</source>
        <translation>선언한 유형의 값을 지정하세요.</translation>
    </message>
    <message>
        <source>Change the value, or the input&apos;s type in the flow.</source>
        <translation>값을 바꾸거나 흐름에서 입력의 유형을 바꾸세요.</translation>
    </message>
    <message>
        <source>The value of the input &apos;%1&apos; isn&apos;t the JSON of a list: %2.</source>
        <translation>입력 &apos;%1&apos;의 값이 목록의 JSON이 아닙니다: %2.</translation>
    </message>
    <message>
        <source>The value of the input &apos;%1&apos; is no %2.</source>
        <translation>입력 &apos;%1&apos;의 값이 %2이(가) 아닙니다.</translation>
    </message>
    <message>
        <source>The input &apos;%1&apos; has no value.</source>
        <translation>입력 &apos;%1&apos;에 값이 없습니다.</translation>
    </message>
    <message>
        <source>Give it one, or a default in the flow.</source>
        <translation>값을 지정하거나 흐름에 기본값을 지정하세요.</translation>
    </message>
    <message>
        <source>The input %1 has no value.</source>
        <translation>입력 %1에 값이 없습니다.</translation>
    </message>
    <message>
        <source>The inputs %1 have no value.</source>
        <translation>입력 %1에 값이 없습니다.</translation>
    </message>
    <message>
        <source>Give values, or defaults in the flow.</source>
        <translation>값을 지정하거나 흐름에 기본값을 지정하세요.</translation>
    </message>
    <message>
        <source>The %1 of node &apos;%2&apos; is a placeholder: &apos;%3&apos;.</source>
        <translation>노드 &apos;%2&apos;의 %1이(가) 자리 표시자입니다: &apos;%3&apos;.</translation>
    </message>
    <message>
        <source>Put the real name in its place.</source>
        <translation>그 자리에 실제 이름을 넣으세요.</translation>
    </message>
    <message>
        <source>This is the copy of a flow that a run has kept below .runs.</source>
        <translation>실행이 .runs 아래에 보관한 흐름의 사본입니다.</translation>
    </message>
    <message>
        <source>Open the flow that it was made of: changes here reach no other run.</source>
        <translation>원본 흐름을 여세요. 여기서 바꾼 것은 다른 실행에 반영되지 않습니다.</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>These dashes in the prompt end the settings: prompt flow takes the last line of dashes in the file as their end.</source>
        <translation>프롬프트의 이 대시에서 설정이 끝납니다. prompt flow는 파일의 마지막 대시 줄을 설정의 끝으로 봅니다.</translation>
    </message>
    <message>
        <source>Write the line in another way, say as *** or with a blank after the dashes.</source>
        <translation>이 줄을 *** 또는 대시 뒤에 공백을 두는 등 다르게 쓰세요.</translation>
    </message>
    <message>
        <source>This is a prompty of the second form, which prompt flow can&apos;t load; here it runs as one of the first.</source>
        <translation>두 번째 형식의 prompty이며 prompt flow는 불러올 수 없습니다. 여기서는 첫 번째 형식처럼 실행됩니다.</translation>
    </message>
    <message>
        <source>For prompt flow write model: {configuration: ..., parameters: ...} and inputs as a mapping.</source>
        <translation>prompt flow를 위해서는 model: {configuration: ..., parameters: ...}로, inputs는 매핑으로 쓰세요.</translation>
    </message>
    <message>
        <source>This is a prompty of the second form, which prompt flow can&apos;t load, and %1 keeps it from running here: %2.</source>
        <translation>두 번째 형식의 prompty이며 prompt flow는 불러올 수 없습니다. %1 때문에 여기서도 실행할 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Take it out, or run the file with the tools it was made for.</source>
        <translation>그것을 빼거나, 이 파일을 위한 도구로 실행하세요.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be read: %2.</source>
        <translation>폴더 %1을(를) 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The folder %1 has no flow file.</source>
        <translation>폴더 %1에 흐름 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Add a flow.dag.yaml, or name the folder of a flow.</source>
        <translation>flow.dag.yaml을 추가하거나 흐름이 있는 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>The folder %1 has several flow files: %2.</source>
        <translation>폴더 %1에 흐름 파일이 여러 개 있습니다: %2.</translation>
    </message>
    <message>
        <source>Name one of them, or remove the others.</source>
        <translation>그중 하나를 지정하거나 나머지를 없애세요.</translation>
    </message>
    <message>
        <source>The flow&apos;s path is empty.</source>
        <translation>흐름의 경로가 비어 있습니다.</translation>
    </message>
    <message>
        <source>Name the folder of a flow or its file.</source>
        <translation>흐름의 폴더나 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>%1이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The file %1 isn&apos;t a flow.</source>
        <translation>파일 %1은(는) 흐름이 아닙니다.</translation>
    </message>
    <message>
        <source>Name a .yaml, .yml or .prompty file, or the folder.</source>
        <translation>.yaml, .yml 또는 .prompty 파일이나 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>A prompty&apos;s model has no &apos;%1&apos;.</source>
        <translation>prompty의 model에는 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>It takes api, configuration, parameters and response. What the model is asked with belongs below parameters, how it is reached below configuration.</source>
        <translation>model은 api, configuration, parameters, response를 받습니다. 모델에 보낼 것은 parameters 아래에, 연결 방법은 configuration 아래에 쓰세요.</translation>
    </message>
    <message>
        <source>Write below model which one it is (configuration: {type: azure_openai, azure_deployment: NAME, connection: NAME}) and `parameters: {}`.</source>
        <translation>model 아래에 어떤 모델인지(configuration: {type: azure_openai, azure_deployment: NAME, connection: NAME})와 `parameters: {}`를 쓰세요.</translation>
    </message>
    <message>
        <source>Write `parameters: {}` below model, or parameters such as max_tokens: 800.</source>
        <translation>model 아래에 `parameters: {}` 또는 max_tokens: 800 같은 매개변수를 쓰세요.</translation>
    </message>
    <message>
        <source>Write below model which one it is: configuration: {type: azure_openai, azure_deployment: NAME, connection: NAME}.</source>
        <translation>model 아래에 어떤 모델인지 쓰세요: configuration: {type: azure_openai, azure_deployment: NAME, connection: NAME}.</translation>
    </message>
    <message>
        <source>The prompty&apos;s model has neither configuration nor parameters.</source>
        <translation>prompty의 model에 configuration도 parameters도 없습니다.</translation>
    </message>
    <message>
        <source>The prompty&apos;s model has no %1.</source>
        <translation>prompty의 model에 %1이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s configuration names a connection and has %1 as well.</source>
        <translation>model의 configuration에 연결과 %1이(가) 함께 있습니다.</translation>
    </message>
    <message>
        <source>Leave out either `connection` or the endpoint and key.</source>
        <translation>`connection` 또는 엔드포인트와 키 중 한쪽을 빼세요.</translation>
    </message>
    <message>
        <source>The file is written in UTF-16.</source>
        <translation>파일이 UTF-16으로 쓰여 있습니다.</translation>
    </message>
    <message>
        <source>Save it in the encoding UTF-8.</source>
        <translation>UTF-8 인코딩으로 저장하세요.</translation>
    </message>
    <message>
        <source>The dashes that should end the settings are the file&apos;s last line, with no line end after them.</source>
        <translation>설정을 끝내야 할 대시가 파일의 마지막 줄이며 그 뒤에 줄바꿈이 없습니다.</translation>
    </message>
    <message>
        <source>Blanks stand after the dashes of this line, so that they neither begin nor end the settings.</source>
        <translation>이 줄의 대시 뒤에 공백이 있어 설정을 시작하지도 끝내지도 않습니다.</translation>
    </message>
    <message>
        <source>Write the prompt below them.</source>
        <translation>그 아래에 프롬프트를 쓰세요.</translation>
    </message>
    <message>
        <source>Delete the blanks.</source>
        <translation>공백을 지우세요.</translation>
    </message>
    <message>
        <source>The prompty has no settings: it doesn&apos;t begin with a line of three dashes.</source>
        <translation>prompty에 설정이 없습니다. 대시 세 개로 된 줄로 시작하지 않습니다.</translation>
    </message>
    <message>
        <source>A prompty has two parts. Write the settings between two lines `---`, and the prompt below the second.</source>
        <translation>prompty는 두 부분으로 되어 있습니다. 두 `---` 줄 사이에 설정을, 두 번째 줄 아래에 프롬프트를 쓰세요.</translation>
    </message>
    <message>
        <source>The prompty&apos;s settings have no end: there is no second line of three dashes.</source>
        <translation>prompty의 설정에 끝이 없습니다. 대시 세 개로 된 두 번째 줄이 없습니다.</translation>
    </message>
    <message>
        <source>Write a line `---` between the settings and the prompt.</source>
        <translation>설정과 프롬프트 사이에 `---` 줄을 쓰세요.</translation>
    </message>
    <message>
        <source>Look at the node&apos;s output and correct the reference.</source>
        <translation>노드의 출력을 보고 참조를 고치세요.</translation>
    </message>
    <message>
        <source>The value is no number: %1.</source>
        <translation>값이 숫자가 아닙니다: %1.</translation>
    </message>
    <message>
        <source>Give a number.</source>
        <translation>숫자를 지정하세요.</translation>
    </message>
    <message>
        <source>tools that the model calls aren&apos;t run here</source>
        <translation>모델이 호출하는 도구는 여기서 실행하지 않습니다</translation>
    </message>
    <message>
        <source>answers in a form of their own aren&apos;t asked for here</source>
        <translation>별도 형식의 응답은 여기서 요청하지 않습니다</translation>
    </message>
    <message>
        <source>the model is neither a name nor a mapping</source>
        <translation>model이 이름도 매핑도 아닙니다</translation>
    </message>
    <message>
        <source>the kind of request &apos;%1&apos; isn&apos;t sent here</source>
        <translation>&apos;%1&apos; 종류의 요청은 여기서 보내지 않습니다</translation>
    </message>
    <message>
        <source>models of the provider &apos;%1&apos; aren&apos;t asked here</source>
        <translation>공급자 &apos;%1&apos;의 모델은 여기서 호출하지 않습니다</translation>
    </message>
    <message>
        <source>a connection of the kind &apos;%1&apos; isn&apos;t made here</source>
        <translation>&apos;%1&apos; 종류의 연결은 여기서 만들지 않습니다</translation>
    </message>
    <message>
        <source>an input has no name</source>
        <translation>입력에 이름이 없습니다</translation>
    </message>
    <message>
        <source>templates of the kind &apos;%1&apos; aren&apos;t rendered here</source>
        <translation>&apos;%1&apos; 종류의 템플릿은 여기서 렌더링하지 않습니다</translation>
    </message>
    <message>
        <source>&apos;%1&apos; leads outside its folder, which is restricted.</source>
        <translation>&apos;%1&apos;이(가) 제한된 폴더의 밖을 가리킵니다.</translation>
    </message>
    <message>
        <source>There are more keys that are none of %1; they are ignored.</source>
        <translation>%1의 키가 아닌 것이 더 있으며 무시됩니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no key of %2; it is ignored.</source>
        <translation>&apos;%1&apos;은(는) %2의 키가 아니어서 무시됩니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; of %2 is a list where a text is wanted; it is ignored.</source>
        <translation>%2의 &apos;%1&apos;은(는) 텍스트여야 하지만 목록이어서 무시됩니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; of %2 is a mapping where a text is wanted; it is ignored.</source>
        <translation>%2의 &apos;%1&apos;은(는) 텍스트여야 하지만 매핑이어서 무시됩니다.</translation>
    </message>
    <message>
        <source>Write the text right after the colon.</source>
        <translation>콜론 바로 뒤에 텍스트를 쓰세요.</translation>
    </message>
    <message>
        <source>%1 must be a mapping.</source>
        <translation>%1은(는) 매핑이어야 합니다.</translation>
    </message>
    <message>
        <source>Write one &apos;name: value&apos; a line below it.</source>
        <translation>그 아래에 한 줄에 하나씩 &apos;name: value&apos;를 쓰세요.</translation>
    </message>
    <message>
        <source>node_variants of &apos;%1&apos;</source>
        <translation>&apos;%1&apos;의 node_variants</translation>
    </message>
    <message>
        <source>%1 belong to no node.</source>
        <translation>%1에 해당하는 노드가 없습니다.</translation>
    </message>
    <message>
        <source>Remove them, or correct the name.</source>
        <translation>없애거나 이름을 고치세요.</translation>
    </message>
    <message>
        <source>%1 aren&apos;t used.</source>
        <translation>%1이(가) 쓰이지 않습니다.</translation>
    </message>
    <message>
        <source>Set &apos;use_variants: true&apos; in the node.</source>
        <translation>노드에 &apos;use_variants: true&apos;를 설정하세요.</translation>
    </message>
    <message>
        <source>The variant &apos;%1&apos; of the node &apos;%2&apos; refers to &apos;%3&apos;, which doesn&apos;t exist.</source>
        <translation>노드 &apos;%2&apos;의 변형 &apos;%1&apos;이(가) 존재하지 않는 &apos;%3&apos;을(를) 참조합니다.</translation>
    </message>
    <message>
        <source>Correct the reference.</source>
        <translation>참조를 고치세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; has no type.</source>
        <translation>노드 &apos;%1&apos;에 유형(type)이 없습니다.</translation>
    </message>
    <message>
        <source>Add &apos;type: python&apos;, &apos;type: llm&apos; or &apos;type: prompt&apos;.</source>
        <translation>&apos;type: python&apos;, &apos;type: llm&apos; 또는 &apos;type: prompt&apos;를 추가하세요.</translation>
    </message>
    <message>
        <source>The llm node &apos;%1&apos; has no connection.</source>
        <translation>llm 노드 &apos;%1&apos;에 연결이 없습니다.</translation>
    </message>
    <message>
        <source>Add &apos;connection:&apos; with the name of one.</source>
        <translation>연결의 이름이 있는 &apos;connection:&apos;을 추가하세요.</translation>
    </message>
    <message>
        <source>The llm node &apos;%1&apos; doesn&apos;t say which API it calls.</source>
        <translation>llm 노드 &apos;%1&apos;이(가) 어떤 API를 호출하는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Add &apos;api: chat&apos; or &apos;api: completion&apos;.</source>
        <translation>&apos;api: chat&apos; 또는 &apos;api: completion&apos;을 추가하세요.</translation>
    </message>
    <message>
        <source>Write ${%1.output}.</source>
        <translation>${%1.output}을 쓰세요.</translation>
    </message>
    <message>
        <source>Write ${%1.output.%2}.</source>
        <translation>${%1.output.%2}을 쓰세요.</translation>
    </message>
    <message>
        <source>The reference %1 doesn&apos;t name the output of &apos;%2&apos;.</source>
        <translation>참조 %1이(가) &apos;%2&apos;의 출력을 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>activate of the node &apos;%1&apos; compares a fixed value.</source>
        <translation>노드 &apos;%1&apos;의 activate가 고정된 값을 비교합니다.</translation>
    </message>
    <message>
        <source>Use a reference such as ${node.output} in &apos;when&apos;.</source>
        <translation>&apos;when&apos;에 ${node.output} 같은 참조를 쓰세요.</translation>
    </message>
    <message>
        <source>activate of the node &apos;%1&apos; refers to the flow input &apos;%2&apos;, which doesn&apos;t exist.</source>
        <translation>노드 &apos;%1&apos;의 activate가 존재하지 않는 흐름 입력 &apos;%2&apos;을(를) 참조합니다.</translation>
    </message>
    <message>
        <source>The flow has more than one chat input, so it is no chat flow.</source>
        <translation>흐름에 채팅 입력이 둘 이상이어서 채팅 흐름이 아닙니다.</translation>
    </message>
    <message>
        <source>Set is_chat_input for one input only.</source>
        <translation>is_chat_input을 한 입력에만 설정하세요.</translation>
    </message>
    <message>
        <source>The flow has more than one chat output, so it is no chat flow.</source>
        <translation>흐름에 채팅 출력이 둘 이상이어서 채팅 흐름이 아닙니다.</translation>
    </message>
    <message>
        <source>Set is_chat_output for one output only.</source>
        <translation>is_chat_output을 한 출력에만 설정하세요.</translation>
    </message>
    <message>
        <source>The flow has a chat input but no chat output.</source>
        <translation>흐름에 채팅 입력은 있지만 채팅 출력이 없습니다.</translation>
    </message>
    <message>
        <source>Set &apos;is_chat_output: true&apos; for one output.</source>
        <translation>한 출력에 &apos;is_chat_output: true&apos;를 설정하세요.</translation>
    </message>
    <message>
        <source>The chat flow has no input for the history.</source>
        <translation>채팅 흐름에 대화 기록을 위한 입력이 없습니다.</translation>
    </message>
    <message>
        <source>Add an input &apos;chat_history&apos; of type list.</source>
        <translation>유형이 list인 입력 &apos;chat_history&apos;를 추가하세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; has no source.</source>
        <translation>노드 &apos;%1&apos;에 source가 없습니다.</translation>
    </message>
    <message>
        <source>Add &apos;source:&apos; with &apos;type: code&apos; and &apos;path:&apos;.</source>
        <translation>&apos;type: code&apos;와 &apos;path:&apos;가 있는 &apos;source:&apos;를 추가하세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; names no source file.</source>
        <translation>노드 &apos;%1&apos;에 소스 파일이 지정되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; of the node &apos;%2&apos; doesn&apos;t exist.</source>
        <translation>노드 &apos;%2&apos;의 파일 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Create it, or correct the path.</source>
        <translation>파일을 만들거나 경로를 고치세요.</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; names no function.</source>
        <translation>entry &apos;%1&apos;이(가) 함수를 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>Write &apos;entry: module:function&apos;.</source>
        <translation>&apos;entry: module:function&apos;을 쓰세요.</translation>
    </message>
    <message>
        <source>The syntax of the Python files wasn&apos;t checked.</source>
        <translation>Python 파일의 구문을 검사하지 못했습니다.</translation>
    </message>
    <message>
        <source>Install python3.</source>
        <translation>python3을 설치하세요.</translation>
    </message>
    <message>
        <source>The Python file has a syntax error: %1.</source>
        <translation>Python 파일에 구문 오류가 있습니다: %1.</translation>
    </message>
    <message>
        <source>Correct it; until then its nodes can&apos;t run.</source>
        <translation>고치세요; 그때까지 이 파일의 노드는 실행할 수 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; names no variant.</source>
        <translation>&apos;%1&apos;은(는) 변형을 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>Write it as ${node.variant}.</source>
        <translation>${node.variant} 형식으로 쓰세요.</translation>
    </message>
    <message>
        <source>The flow has no node &apos;%1&apos;.</source>
        <translation>흐름에 노드 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Name a node that has variants.</source>
        <translation>변형이 있는 노드를 지정하세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; has no variant &apos;%2&apos;.</source>
        <translation>노드 &apos;%1&apos;에 변형 &apos;%2&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Name one of the variants below node_variants.</source>
        <translation>node_variants 아래의 변형 중 하나를 지정하세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; uses variants but has none.</source>
        <translation>노드 &apos;%1&apos;은(는) 변형을 사용하지만 변형이 없습니다.</translation>
    </message>
    <message>
        <source>Add them below node_variants, or remove use_variants.</source>
        <translation>node_variants 아래에 추가하거나 use_variants를 없애세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; has no default variant.</source>
        <translation>노드 &apos;%1&apos;에 기본 변형이 없습니다.</translation>
    </message>
    <message>
        <source>Set default_variant_id.</source>
        <translation>default_variant_id를 설정하세요.</translation>
    </message>
    <message>
        <source>The wait for another attempt was cancelled.</source>
        <translation>다음 시도를 기다리던 중 취소되었습니다.</translation>
    </message>
    <message>
        <source>A header of the request to %1 has characters that HTTP doesn&apos;t allow.</source>
        <translation>%1(으)로 보내는 요청의 헤더에 HTTP에서 허용하지 않는 문자가 있습니다.</translation>
    </message>
    <message>
        <source>Look for line breaks in keys and header values.</source>
        <translation>키와 헤더 값에 줄바꿈이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>libcurl gave no handle.</source>
        <translation>libcurl이 핸들을 주지 않았습니다.</translation>
    </message>
    <message>
        <source>The request to %1 was cancelled.</source>
        <translation>%1(으)로 보내는 요청이 취소되었습니다.</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than allowed.</source>
        <translation>%1의 응답이 허용된 크기보다 큽니다.</translation>
    </message>
    <message>
        <source>Check that the address is the one of the service you mean.</source>
        <translation>주소가 의도한 서비스의 주소인지 확인하세요.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>The name of %1 was not resolved in time.</source>
        <translation>%1의 이름을 제시간에 확인하지 못했습니다.</translation>
    </message>
    <message>
        <source>Check that the DNS server of this machine answers.</source>
        <translation>이 컴퓨터의 DNS 서버가 응답하는지 확인하세요.</translation>
    </message>
    <message>
        <source>No connection to %1 within the time allowed.</source>
        <translation>허용된 시간 안에 %1에 연결하지 못했습니다.</translation>
    </message>
    <message>
        <source>A firewall that drops packets looks like this; check the network&apos;s rules, the private endpoint and the proxy.</source>
        <translation>방화벽이 패킷을 버리면 이렇게 보입니다; 네트워크 규칙, 프라이빗 엔드포인트, 프록시를 확인하세요.</translation>
    </message>
    <message>
        <source>The TLS handshake with %1 took longer than allowed.</source>
        <translation>%1와(과)의 TLS 핸드셰이크가 허용된 시간보다 오래 걸렸습니다.</translation>
    </message>
    <message>
        <source>Something between may swallow TLS; check the proxy and the firewall.</source>
        <translation>중간에서 TLS를 가로막는 것이 있을 수 있습니다; 프록시와 방화벽을 확인하세요.</translation>
    </message>
    <message>
        <source>The proxy did not let the request through to %1</source>
        <translation>프록시가 %1(으)로 가는 요청을 통과시키지 않았습니다</translation>
    </message>
    <message>
        <source>Check HTTPS_PROXY and NO_PROXY; a private endpoint usually belongs into NO_PROXY.</source>
        <translation>HTTPS_PROXY와 NO_PROXY를 확인하세요; 프라이빗 엔드포인트는 보통 NO_PROXY에 넣습니다.</translation>
    </message>
    <message>
        <source>No secure connection to %1</source>
        <translation>%1에 보안 연결을 할 수 없습니다</translation>
    </message>
    <message>
        <source>Where a private authority signs certificates, or a proxy that inspects TLS, name its root certificate: postern config set network.ca_file=FILE</source>
        <translation>사설 인증 기관이나 TLS를 검사하는 프록시가 인증서에 서명하는 곳에서는 그 루트 인증서를 지정하세요: postern config set network.ca_file=FILE</translation>
    </message>
    <message>
        <source>The answer of %1 broke off</source>
        <translation>%1의 응답이 중간에 끊겼습니다</translation>
    </message>
    <message>
        <source>Try again; if it happens often, look for a proxy or gateway that limits time.</source>
        <translation>다시 시도하세요; 자주 일어나면 시간을 제한하는 프록시나 게이트웨이가 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The host name of %1 could not be resolved.</source>
        <translation>%1의 호스트 이름을 확인할 수 없습니다.</translation>
    </message>
    <message>
        <source>Check its spelling, and that the private DNS zone is linked to this network.</source>
        <translation>철자를 확인하고, 프라이빗 DNS 영역이 이 네트워크에 연결되어 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Could not connect to %1</source>
        <translation>%1에 연결할 수 없습니다</translation>
    </message>
    <message>
        <source>Check host and port, and that a firewall lets this machine through.</source>
        <translation>호스트와 포트를 확인하고, 방화벽이 이 컴퓨터를 허용하는지 확인하세요.</translation>
    </message>
    <message>
        <source>%1 closed the connection without an answer</source>
        <translation>%1이(가) 응답 없이 연결을 닫았습니다</translation>
    </message>
    <message>
        <source>Try again; if it stays so, check that the port speaks HTTP and no gateway cuts it.</source>
        <translation>다시 시도하세요; 계속되면 포트가 HTTP를 쓰는지, 게이트웨이가 연결을 끊지 않는지 확인하세요.</translation>
    </message>
    <message>
        <source>The answer of %1 has a line of the header that doesn&apos;t end.</source>
        <translation>%1의 응답 헤더에 끝나지 않는 줄이 있습니다.</translation>
    </message>
    <message>
        <source>Check that the address is the one of the service you mean, and free some memory.</source>
        <translation>주소가 의도한 서비스의 주소인지 확인하고, 메모리를 확보하세요.</translation>
    </message>
    <message>
        <source>The request to %1 failed</source>
        <translation>%1(으)로 보낸 요청이 실패했습니다</translation>
    </message>
    <message>
        <source>%1 was silent for %2 s.</source>
        <translation>%1이(가) %2초 동안 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>Allow a longer time-out, or look at the service&apos;s health.</source>
        <translation>제한 시간을 늘리거나 서비스의 상태를 확인하세요.</translation>
    </message>
    <message>
        <source>libcurl could not be initialised.</source>
        <translation>libcurl을 초기화할 수 없습니다.</translation>
    </message>
    <message>
        <source>libcurl refused a transfer.</source>
        <translation>libcurl이 전송을 거부했습니다.</translation>
    </message>
    <message>
        <source>%1, so %2:%3 isn&apos;t contacted.</source>
        <translation>%1. 그래서 %2:%3에 연결하지 않습니다.</translation>
    </message>
    <message>
        <source>Trust the folder to allow this, or use the simulator.</source>
        <translation>허용하려면 폴더를 신뢰하거나, 시뮬레이터를 사용하세요.</translation>
    </message>
    <message>
        <source>The allow-list refuses %1:%2.</source>
        <translation>허용 목록에 %1:%2이(가) 없어 거부되었습니다.</translation>
    </message>
    <message>
        <source>Add the host to the allow-list if the flow may contact it.</source>
        <translation>흐름이 연결해도 되는 호스트이면 허용 목록에 추가하세요.</translation>
    </message>
    <message>
        <source>An event of the stream is longer than %1 bytes.</source>
        <translation>스트림의 이벤트가 %1바이트보다 깁니다.</translation>
    </message>
    <message>
        <source>Check that the endpoint really sends server-sent events.</source>
        <translation>엔드포인트가 실제로 server-sent events를 보내는지 확인하세요.</translation>
    </message>
    <message>
        <source>The address of an endpoint isn&apos;t an absolute http or https URL.</source>
        <translation>엔드포인트의 주소가 http 또는 https 절대 URL이 아닙니다.</translation>
    </message>
    <message>
        <source>Write it as https://name.example.com, with nothing unescaped in it.</source>
        <translation>이스케이프되지 않은 문자 없이 https://name.example.com 형식으로 쓰세요.</translation>
    </message>
    <message>
        <source>Correct the template at that line.</source>
        <translation>템플릿의 그 줄을 고치세요.</translation>
    </message>
    <message>
        <source>Check the template and the values it is given.</source>
        <translation>템플릿과 템플릿에 주어진 값을 확인하세요.</translation>
    </message>
    <message>
        <source>Graphviz ended with %1.</source>
        <translation>Graphviz가 종료되었습니다: %1.</translation>
    </message>
    <message>
        <source>The quick layout stays in use; reinstall graphviz for the better one.</source>
        <translation>빠른 배치를 계속 사용합니다; 더 나은 배치를 위해 graphviz를 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Graphviz gave a layout that can&apos;t be read.</source>
        <translation>Graphviz가 준 배치를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Check that `dot -V` says 2.43 or newer.</source>
        <translation>`dot -V`가 2.43 이상인지 확인하세요.</translation>
    </message>
    <message>
        <source>Could not start a process: %1: %2.</source>
        <translation>프로세스를 시작할 수 없습니다: %1: %2.</translation>
    </message>
    <message>
        <source>Close other programs or raise the limit of open files.</source>
        <translation>다른 프로그램을 닫거나 열린 파일 수 제한을 올리세요.</translation>
    </message>
    <message>
        <source>Waiting for a process was cancelled.</source>
        <translation>프로세스를 기다리던 중 취소되었습니다.</translation>
    </message>
    <message>
        <source>%1 was cancelled.</source>
        <translation>%1이(가) 취소되었습니다.</translation>
    </message>
    <message>
        <source>%1 wrote more than %2 bytes.</source>
        <translation>%1의 출력이 %2바이트를 넘었습니다.</translation>
    </message>
    <message>
        <source>Look at what it prints.</source>
        <translation>무엇을 출력하는지 확인하세요.</translation>
    </message>
    <message>
        <source>There is no memory left to start a program.</source>
        <translation>프로그램을 시작할 메모리가 없습니다.</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>다른 프로그램을 닫으세요.</translation>
    </message>
    <message>
        <source>Could not start %1: %2.</source>
        <translation>%1을(를) 시작할 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Raise the limits of open files, processes and memory (ulimit).</source>
        <translation>열린 파일, 프로세스, 메모리의 제한(ulimit)을 올리세요.</translation>
    </message>
    <message>
        <source>Check that the program is installed and may be executed.</source>
        <translation>프로그램이 설치되어 있고 실행할 수 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>%1 names %2, which is no program that can be run.</source>
        <translation>%1에 지정된 %2은(는) 실행할 수 있는 프로그램이 아닙니다.</translation>
    </message>
    <message>
        <source>The command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Name a Python 3.9 or newer.</source>
        <translation>Python 3.9 이상을 지정하세요.</translation>
    </message>
    <message>
        <source>Set POSTERN_PYTHON to a Python 3.9 or newer.</source>
        <translation>POSTERN_PYTHON을 Python 3.9 이상으로 설정하세요.</translation>
    </message>
    <message>
        <source>The setting python.interpreter</source>
        <translation>설정 python.interpreter</translation>
    </message>
    <message>
        <source>Change it with `postern config set python.interpreter=PATH`.</source>
        <translation>`postern config set python.interpreter=PATH`로 바꾸세요.</translation>
    </message>
    <message>
        <source>No Python was found for this flow&apos;s Python nodes.</source>
        <translation>이 흐름의 Python 노드를 실행할 Python을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Install Python 3.9 or newer, make a .venv in the flow&apos;s folder, or name an interpreter in POSTERN_PYTHON.</source>
        <translation>Python 3.9 이상을 설치하거나, 흐름의 폴더에 .venv를 만들거나, POSTERN_PYTHON에 인터프리터를 지정하세요.</translation>
    </message>
    <message>
        <source>Tool &apos;%1&apos; was not loaded.</source>
        <translation>도구 &apos;%1&apos;을(를) 불러오지 못했습니다.</translation>
    </message>
    <message>
        <source>An object of another Python worker can&apos;t be used here.</source>
        <translation>다른 Python 작업자의 객체는 여기서 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Return plain data from the node, or run with one worker.</source>
        <translation>노드에서 일반 데이터를 반환하거나 작업자 하나로 실행하세요.</translation>
    </message>
    <message>
        <source>The Python worker sent a value that can&apos;t be read: %1.</source>
        <translation>Python 작업자가 읽을 수 없는 값을 보냈습니다: %1.</translation>
    </message>
    <message>
        <source>Return plain data (dicts, lists, strings, numbers) from the node.</source>
        <translation>노드에서 일반 데이터(사전, 목록, 문자열, 숫자)를 반환하세요.</translation>
    </message>
    <message>
        <source>An integer has more than 4,300 digits.</source>
        <translation>정수의 자릿수가 4,300을 넘습니다.</translation>
    </message>
    <message>
        <source>Hand it on as text, by hex() for one.</source>
        <translation>hex() 등을 써서 텍스트로 넘기세요.</translation>
    </message>
    <message>
        <source>A value of %1 bytes is too large for a Python node.</source>
        <translation>%1바이트 값은 Python 노드에 넘기기에 너무 큽니다.</translation>
    </message>
    <message>
        <source>Hand over a file&apos;s path instead of its content.</source>
        <translation>내용 대신 파일의 경로를 넘기세요.</translation>
    </message>
    <message>
        <source>A %1 object lives in another Python worker.</source>
        <translation>%1 객체가 다른 Python 작업자에 있습니다.</translation>
    </message>
    <message>
        <source>Return plain data (dicts, lists, strings, numbers) from the node, or run with one worker.</source>
        <translation>노드에서 일반 데이터(사전, 목록, 문자열, 숫자)를 반환하거나 작업자 하나로 실행하세요.</translation>
    </message>
    <message>
        <source>No environment can be made in %1: %2.</source>
        <translation>%1에 환경을 만들 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that you may write to it.</source>
        <translation>폴더가 있고 쓰기 권한이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>There is an environment already: %1.</source>
        <translation>이미 환경이 있습니다: %1.</translation>
    </message>
    <message>
        <source>Keep it, or replace it with --replace.</source>
        <translation>그대로 두거나 --replace로 바꾸세요.</translation>
    </message>
    <message>
        <source>The new environment can&apos;t be moved to %1: %2.</source>
        <translation>새 환경을 %1(으)로 옮길 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Check that you may write to the folder.</source>
        <translation>폴더에 쓰기 권한이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The folder is restricted, so what its requirements name isn&apos;t installed.</source>
        <translation>폴더가 제한되어 있어 requirements에 있는 것을 설치하지 않습니다.</translation>
    </message>
    <message>
        <source>No environment could be made with %1</source>
        <translation>%1(으)로 환경을 만들지 못했습니다</translation>
    </message>
    <message>
        <source>Look at its output; on Debian the package python3-venv is needed.</source>
        <translation>출력을 확인하세요; Debian에서는 python3-venv 패키지가 필요합니다.</translation>
    </message>
    <message>
        <source>The new environment could not be given pip</source>
        <translation>새 환경에 pip를 넣지 못했습니다</translation>
    </message>
    <message>
        <source>Look at its output; nothing was changed.</source>
        <translation>출력을 확인하세요; 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>requirements.txt could not be installed</source>
        <translation>requirements.txt를 설치하지 못했습니다</translation>
    </message>
    <message>
        <source>Look at pip&apos;s output; nothing was changed.</source>
        <translation>pip의 출력을 확인하세요; 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The interpreter %1 doesn&apos;t answer: %2.</source>
        <translation>인터프리터 %1이(가) 응답하지 않습니다: %2.</translation>
    </message>
    <message>
        <source>Postern needs Python 3.9 or newer.</source>
        <translation>Postern에는 Python 3.9 이상이 필요합니다.</translation>
    </message>
    <message>
        <source>The requirements name &apos;%1&apos;, which leads outside their folder, which is restricted.</source>
        <translation>requirements의 &apos;%1&apos;이(가) 제한된 폴더의 밖을 가리킵니다.</translation>
    </message>
    <message>
        <source>The requirements can&apos;t be read: %1.</source>
        <translation>requirements를 읽을 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>Correct the file, or the -r line that names it.</source>
        <translation>파일 또는 파일을 지정하는 -r 줄을 고치세요.</translation>
    </message>
    <message>
        <source>Name the module without .py: %1.</source>
        <translation>모듈 이름을 .py 없이 쓰세요: %1.</translation>
    </message>
    <message>
        <source>The flow&apos;s file %1.py hides the package %1: give the file another name.</source>
        <translation>흐름의 파일 %1.py가 패키지 %1을(를) 가립니다. 파일의 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>The folder has %1: names of files differ by case here, so write it alike.</source>
        <translation>폴더에 %1이(가) 있습니다. 여기서는 파일 이름의 대소문자를 구별하므로 똑같이 쓰세요.</translation>
    </message>
    <message>
        <source>Install %1 in the flow&apos;s environment; a file of yours belongs into the flow&apos;s folder or below additional_includes. `postern env check` lists all imports that find nothing.</source>
        <translation>흐름의 환경에 %1을(를) 설치하세요; 직접 만든 파일은 흐름의 폴더나 additional_includes 아래에 두어야 합니다. `postern env check`로 찾지 못하는 import를 모두 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>the package that brings %1</source>
        <translation>%1이(가) 들어 있는 패키지</translation>
    </message>
    <message>
        <source>Postern&apos;s promptflow package is without this: install %1 in the flow&apos;s environment.</source>
        <translation>Postern의 promptflow 패키지에는 이것이 없습니다. 흐름의 환경에 %1을(를) 설치하세요.</translation>
    </message>
    <message>
        <source>Look at what the node gives, and correct the reference.</source>
        <translation>노드가 무엇을 주는지 보고 참조를 고치세요.</translation>
    </message>
    <message>
        <source>Correct the tool&apos;s source file.</source>
        <translation>도구의 소스 파일을 고치세요.</translation>
    </message>
    <message>
        <source>A node must not end the interpreter: return a value or raise an exception.</source>
        <translation>노드가 인터프리터를 끝내면 안 됩니다. 값을 반환하거나 예외를 발생시키세요.</translation>
    </message>
    <message>
        <source>Look at %1.</source>
        <translation>%1을(를) 확인하세요.</translation>
    </message>
    <message>
        <source>Look at the traceback.</source>
        <translation>트레이스백을 확인하세요.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; raised %2: %3</source>
        <translation>노드 &apos;%1&apos;에서 %2이(가) 발생했습니다: %3</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos;</source>
        <translation>노드 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 실패: %2</translation>
    </message>
    <message>
        <source>%1 failed: %2.</source>
        <translation>%1 실패: %2.</translation>
    </message>
    <message>
        <source>The Python worker could not start: %1.</source>
        <translation>Python 작업자를 시작하지 못했습니다: %1.</translation>
    </message>
    <message>
        <source>Check the interpreter (Python 3.9 or newer) and its packages.</source>
        <translation>인터프리터(Python 3.9 이상)와 패키지를 확인하세요.</translation>
    </message>
    <message>
        <source>The Python process ended while node &apos;%1&apos; ran: %2.</source>
        <translation>노드 &apos;%1&apos;을(를) 실행하는 동안 Python 프로세스가 끝났습니다: %2.</translation>
    </message>
    <message>
        <source>Look at what the node prints; native code and memory limits end processes.</source>
        <translation>노드가 무엇을 출력하는지 확인하세요; 네이티브 코드나 메모리 제한이 프로세스를 끝낼 수 있습니다.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; was cancelled.</source>
        <translation>노드 &apos;%1&apos;이(가) 취소되었습니다.</translation>
    </message>
    <message>
        <source>The run has ended.</source>
        <translation>실행이 끝났습니다.</translation>
    </message>
    <message>
        <source>This run can&apos;t answer &apos;%1&apos; requests of Python code.</source>
        <translation>이 실행에서는 Python 코드의 &apos;%1&apos; 요청에 응답할 수 없습니다.</translation>
    </message>
    <message>
        <source>Use the packages jinja2 and openai in the node instead.</source>
        <translation>대신 노드에서 jinja2와 openai 패키지를 사용하세요.</translation>
    </message>
    <message>
        <source>Could not start a Python worker: %1: %2.</source>
        <translation>Python 작업자를 시작하지 못했습니다: %1: %2.</translation>
    </message>
    <message>
        <source>The flow has no input for the history of a chat.</source>
        <translation>흐름에 대화 기록을 위한 입력이 없습니다.</translation>
    </message>
    <message>
        <source>Add an input chat_history of type list.</source>
        <translation>유형이 list인 입력 chat_history를 추가하세요.</translation>
    </message>
    <message>
        <source>The flow has more than one chat output.</source>
        <translation>흐름에 채팅 출력이 둘 이상입니다.</translation>
    </message>
    <message>
        <source>Leave is_chat_output: true at one of them.</source>
        <translation>is_chat_output: true를 그중 하나에만 두세요.</translation>
    </message>
    <message>
        <source>The flow hasn&apos;t exactly one chat input.</source>
        <translation>흐름의 채팅 입력이 정확히 하나가 아닙니다.</translation>
    </message>
    <message>
        <source>Mark the input for the user&apos;s text with is_chat_input: true.</source>
        <translation>사용자의 텍스트를 받는 입력에 is_chat_input: true를 표시하세요.</translation>
    </message>
    <message>
        <source>The flow has no chat output.</source>
        <translation>흐름에 채팅 출력이 없습니다.</translation>
    </message>
    <message>
        <source>Mark the output for the answer with is_chat_output: true.</source>
        <translation>답변 출력에 is_chat_output: true를 표시하세요.</translation>
    </message>
    <message>
        <source>It isn&apos;t clear which input takes the user&apos;s text.</source>
        <translation>어느 입력이 사용자의 텍스트를 받는지 분명하지 않습니다.</translation>
    </message>
    <message>
        <source>Mark it with is_chat_input: true under inputs of the flow&apos;s file.</source>
        <translation>흐름 파일의 inputs 아래에서 is_chat_input: true를 표시하세요.</translation>
    </message>
    <message>
        <source>The connection &apos;%1&apos; is a placeholder that nobody filled in.</source>
        <translation>연결 &apos;%1&apos;은(는) 채워지지 않은 자리 표시자입니다.</translation>
    </message>
    <message>
        <source>Put the name of a connection in its place, or let the simulator answer with --simulate.</source>
        <translation>그 자리에 연결의 이름을 넣거나 --simulate로 시뮬레이터가 응답하게 하세요.</translation>
    </message>
    <message>
        <source>The run was cancelled.</source>
        <translation>실행이 취소되었습니다.</translation>
    </message>
    <message>
        <source>This is a bug of Postern: please report it.</source>
        <translation>Postern의 버그입니다. 알려 주세요.</translation>
    </message>
    <message>
        <source>The folder is restricted, so its Python code doesn&apos;t run.</source>
        <translation>폴더가 제한되어 있어 폴더의 Python 코드를 실행하지 않습니다.</translation>
    </message>
    <message>
        <source>Trust the folder to run it.</source>
        <translation>실행하려면 폴더를 신뢰하세요.</translation>
    </message>
    <message>
        <source>The flow file isn&apos;t what prompt flow takes: %1</source>
        <translation>흐름 파일이 prompt flow가 받는 형식이 아닙니다: %1</translation>
    </message>
    <message>
        <source>Correct the file; the names of what is wrong are in the message.</source>
        <translation>파일을 고치세요; 잘못된 것의 이름이 메시지에 있습니다.</translation>
    </message>
    <message>
        <source>the entry is no text.</source>
        <translation>entry가 텍스트가 아닙니다.</translation>
    </message>
    <message>
        <source>the entry&apos;s parameter &apos;%1&apos; is of type %2.</source>
        <translation>entry의 매개변수 &apos;%1&apos;의 유형이 %2입니다.</translation>
    </message>
    <message>
        <source>the entry takes no %1.</source>
        <translation>entry가 %1을(를) 받지 않습니다.</translation>
    </message>
    <message>
        <source>its %1 are %2, those of the entry %3.</source>
        <translation>파일의 %1은(는) %2이고 entry의 것은 %3입니다.</translation>
    </message>
    <message>
        <source>an %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>a %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1의 유형이 %2입니다</translation>
    </message>
    <message>
        <source>the key %1 of %2 is %3</source>
        <translation>%2의 키 %1의 유형이 %3입니다</translation>
    </message>
    <message>
        <source>The flow output &apos;%1&apos; is %2, which JSON has no form for.</source>
        <translation>흐름 출력 &apos;%1&apos;의 유형은 %2(으)로, JSON으로 나타낼 수 없습니다.</translation>
    </message>
    <message>
        <source>The flow output &apos;%1&apos; can&apos;t be written as JSON: %2.</source>
        <translation>흐름 출력 &apos;%1&apos;을(를) JSON으로 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Return text, numbers, lists or dicts from the node it refers to: str(x), float(x) and x.tolist() make them of dates and of numpy&apos;s values.</source>
        <translation>참조하는 노드에서 텍스트, 숫자, 목록 또는 사전을 반환하세요. 날짜나 numpy 값은 str(x), float(x), x.tolist()로 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>The prompty &apos;%1&apos; needs a value for %2.</source>
        <translation>prompty &apos;%1&apos;에 %2의 값이 필요합니다.</translation>
    </message>
    <message>
        <source>Hand it in as a keyword argument.</source>
        <translation>키워드 인수로 넘기세요.</translation>
    </message>
    <message>
        <source>Python code asked for &apos;%1&apos;, which the engine doesn&apos;t know.</source>
        <translation>Python 코드가 엔진이 모르는 &apos;%1&apos;을(를) 요청했습니다.</translation>
    </message>
    <message>
        <source>Flows call flows more than %1 deep.</source>
        <translation>흐름이 흐름을 %1단계보다 깊게 호출합니다.</translation>
    </message>
    <message>
        <source>Look for a flow that calls itself.</source>
        <translation>자기 자신을 호출하는 흐름이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Python code asked for the tool &apos;%1&apos;, which isn&apos;t one of the engine&apos;s.</source>
        <translation>Python 코드가 엔진에 없는 도구 &apos;%1&apos;을(를) 요청했습니다.</translation>
    </message>
    <message>
        <source>Give an image as {&quot;data:image/png;path&quot;: &quot;file.png&quot;}, or ;base64 or ;url.</source>
        <translation>이미지를 {&quot;data:image/png;path&quot;: &quot;file.png&quot;} 또는 ;base64, ;url 형식으로 지정하세요.</translation>
    </message>
    <message>
        <source>The image&apos;s base64 text is cut off.</source>
        <translation>이미지의 base64 텍스트가 잘려 있습니다.</translation>
    </message>
    <message>
        <source>The folder for images, %1, is a link.</source>
        <translation>이미지 폴더 %1이(가) 링크입니다.</translation>
    </message>
    <message>
        <source>Remove the link, or name another folder for the records.</source>
        <translation>링크를 없애거나 기록을 위한 다른 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>The image of input &apos;%1&apos; can&apos;t be loaded: %2</source>
        <translation>입력 &apos;%1&apos;의 이미지를 불러올 수 없습니다: %2</translation>
    </message>
    <message>
        <source>The dict names no image.</source>
        <translation>사전이 이미지를 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>A %1 is no image.</source>
        <translation>유형이 %1인 값은 이미지가 아닙니다.</translation>
    </message>
    <message>
        <source>The image is empty.</source>
        <translation>이미지가 비어 있습니다.</translation>
    </message>
    <message>
        <source>A list is no image.</source>
        <translation>목록은 이미지가 아닙니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is neither an address nor base64.</source>
        <translation>&apos;%1&apos;은(는) 주소도 base64도 아닙니다.</translation>
    </message>
    <message>
        <source>The image&apos;s text is no base64.</source>
        <translation>이미지의 텍스트가 base64가 아닙니다.</translation>
    </message>
    <message>
        <source>The image file &apos;%1&apos; is larger than 64 MiB.</source>
        <translation>이미지 파일 &apos;%1&apos;이(가) 64 MiB보다 큽니다.</translation>
    </message>
    <message>
        <source>Use a smaller image.</source>
        <translation>더 작은 이미지를 사용하세요.</translation>
    </message>
    <message>
        <source>The image file &apos;%1&apos; can&apos;t be read: %2.</source>
        <translation>이미지 파일 &apos;%1&apos;을(를) 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Check the path; it is relative to the flow&apos;s folder.</source>
        <translation>경로를 확인하세요; 흐름의 폴더를 기준으로 합니다.</translation>
    </message>
    <message>
        <source>The image %1 can&apos;t be fetched: %2</source>
        <translation>이미지 %1을(를) 가져올 수 없습니다: %2</translation>
    </message>
    <message>
        <source>The server answers %1 for the image %2.</source>
        <translation>서버가 이미지 %2에 %1(으)로 응답합니다.</translation>
    </message>
    <message>
        <source>Input &apos;%1&apos; of node &apos;%2&apos; is no %3.</source>
        <translation>노드 &apos;%2&apos;의 입력 &apos;%1&apos;이(가) %3이(가) 아닙니다.</translation>
    </message>
    <message>
        <source>Write a value of type %1, or bind the input to one.</source>
        <translation>유형이 %1인 값을 쓰거나 입력을 그런 값에 연결하세요.</translation>
    </message>
    <message>
        <source>Input &apos;%1&apos; of node &apos;%2&apos; wants a %3, and &apos;%4&apos; is a %5.</source>
        <translation>노드 &apos;%2&apos;의 입력 &apos;%1&apos;에는 %3이(가) 필요하지만 &apos;%4&apos;은(는) %5입니다.</translation>
    </message>
    <message>
        <source>Name a connection of that type.</source>
        <translation>그 유형의 연결을 지정하세요.</translation>
    </message>
    <message>
        <source>Look at %1; a connection that it names must be one of a node&apos;s inputs, too.</source>
        <translation>%1을(를) 확인하세요; 그것이 가리키는 연결은 노드의 입력이기도 해야 합니다.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; can&apos;t be made ready: %2</source>
        <translation>노드 &apos;%1&apos;을(를) 준비할 수 없습니다: %2</translation>
    </message>
    <message>
        <source>The default of the input &apos;%1&apos; is no %2: runs that don&apos;t give the input fail.</source>
        <translation>입력 &apos;%1&apos;의 기본값이 %2이(가) 아닙니다. 이 입력을 지정하지 않는 실행은 실패합니다.</translation>
    </message>
    <message>
        <source>Correct the default, or the input&apos;s type.</source>
        <translation>기본값 또는 입력의 유형을 고치세요.</translation>
    </message>
    <message>
        <source>The value of input &apos;%1&apos; is a %2 that can&apos;t be read as %3.</source>
        <translation>입력 &apos;%1&apos;의 값은 유형이 %2(이)며 %3(으)로 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Give a value of type %1.</source>
        <translation>유형이 %1인 값을 지정하세요.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; needs a value for %2.</source>
        <translation>노드 &apos;%1&apos;에 %2의 값이 필요합니다.</translation>
    </message>
    <message>
        <source>Give it with --inputs %1=VALUE.</source>
        <translation>--inputs %1=VALUE로 지정하세요.</translation>
    </message>
    <message>
        <source>The flow file can&apos;t be validated: %1.</source>
        <translation>흐름 파일을 검사할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>Correct what else is said of the file first.</source>
        <translation>파일에 대한 다른 문제를 먼저 고치세요.</translation>
    </message>
    <message>
        <source>To run the flow without it, give the node&apos;s value with --answers %1=VALUE.</source>
        <translation>이 도구 없이 흐름을 실행하려면 --answers %1=VALUE로 노드의 값을 지정하세요.</translation>
    </message>
    <message>
        <source>The package tool &apos;%1&apos; of node &apos;%2&apos; isn&apos;t in the flow&apos;s Python environment: it is %3, which is retired.</source>
        <translation>노드 &apos;%2&apos;의 패키지 도구 &apos;%1&apos;이(가) 흐름의 Python 환경에 없습니다. %3(으)로, 사용이 중단되었습니다.</translation>
    </message>
    <message>
        <source>%1 %2 With --simulate it gives made-up passages.</source>
        <translation>%1 %2 --simulate를 쓰면 지어낸 구절을 줍니다.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The package tool &apos;%1&apos; of node &apos;%2&apos; isn&apos;t in the flow&apos;s Python environment.</source>
        <translation>노드 &apos;%2&apos;의 패키지 도구 &apos;%1&apos;이(가) 흐름의 Python 환경에 없습니다.</translation>
    </message>
    <message>
        <source>promptflow-tools has no tool of that name: look at `postern tool list`.</source>
        <translation>promptflow-tools에 그런 이름의 도구가 없습니다. `postern tool list`를 확인하세요.</translation>
    </message>
    <message>
        <source>Install the package that brings it (by its module %1, perhaps), and look at `postern tool list`.</source>
        <translation>이 도구가 들어 있는 패키지(모듈 이름으로 보아 %1일 수 있음)를 설치하고 `postern tool list`를 확인하세요.</translation>
    </message>
    <message>
        <source>Name one of its nodes with --node.</source>
        <translation>--node로 흐름의 노드 하나를 지정하세요.</translation>
    </message>
    <message>
        <source>The flow has no node &apos;%1&apos; to answer.</source>
        <translation>흐름에 값을 줄 노드 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Name one of its nodes with --answers.</source>
        <translation>--answers로 흐름의 노드 하나를 지정하세요.</translation>
    </message>
    <message>
        <source>The sample file &apos;%1&apos; doesn&apos;t exist.</source>
        <translation>샘플 파일 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The prompty&apos;s sample is neither a mapping nor a JSON file.</source>
        <translation>prompty의 sample이 매핑도 JSON 파일도 아닙니다.</translation>
    </message>
    <message>
        <source>Write the sample&apos;s values into the prompty, or name a JSON file.</source>
        <translation>sample의 값을 prompty에 쓰거나 JSON 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>A prompt is larger than 16 MiB.</source>
        <translation>프롬프트가 16 MiB보다 큽니다.</translation>
    </message>
    <message>
        <source>A library can&apos;t be loaded: %1</source>
        <translation>라이브러리를 불러올 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Install the package that it is of.</source>
        <translation>라이브러리가 들어 있는 패키지를 설치하세요.</translation>
    </message>
    <message>
        <source>The folder is restricted</source>
        <translation>폴더가 제한되어 있습니다</translation>
    </message>
    <message>
        <source>The model&apos;s answer has no &apos;%1&apos;.</source>
        <translation>모델의 답변에 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Ask for it in the prompt, or correct the prompty&apos;s outputs.</source>
        <translation>프롬프트에서 요청하거나 prompty의 outputs를 고치세요.</translation>
    </message>
    <message>
        <source>The prompt doesn&apos;t parse: %1</source>
        <translation>프롬프트를 해석할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Nothing says how to reach the model of prompty &apos;%1&apos;: its configuration names neither a connection nor %2, and %3.</source>
        <translation>prompty &apos;%1&apos;의 모델에 어떻게 연결할지 알 수 없습니다. configuration에 연결도 %2도 없습니다. 또한 %3.</translation>
    </message>
    <message>
        <source>Name a connection below model.configuration (connection: NAME), write %1 there, or set the variables.</source>
        <translation>model.configuration 아래에 연결을 지정하거나(connection: NAME), 그곳에 %1을(를) 쓰거나, 변수를 설정하세요.</translation>
    </message>
    <message>
        <source>The configuration of the model of prompty &apos;%1&apos; has no api_key. Without a key prompt flow takes a Microsoft Entra token, which isn&apos;t available yet.</source>
        <translation>prompty &apos;%1&apos;의 모델 configuration에 api_key가 없습니다. 키가 없으면 prompt flow는 Microsoft Entra 토큰을 사용하지만 아직 지원하지 않습니다.</translation>
    </message>
    <message>
        <source>The configuration of the model of prompty &apos;%1&apos; has no api_key.</source>
        <translation>prompty &apos;%1&apos;의 모델 configuration에 api_key가 없습니다.</translation>
    </message>
    <message>
        <source>Write api_key below model.configuration, say ${env:%1}, or name a connection there instead of the endpoint.</source>
        <translation>model.configuration 아래에 ${env:%1} 등으로 api_key를 쓰거나, 엔드포인트 대신 연결을 지정하세요.</translation>
    </message>
    <message>
        <source>The configuration of the model of prompty &apos;%1&apos; has no azure_endpoint.</source>
        <translation>prompty &apos;%1&apos;의 모델 configuration에 azure_endpoint가 없습니다.</translation>
    </message>
    <message>
        <source>Write azure_endpoint below model.configuration, the address of the resource.</source>
        <translation>model.configuration 아래에 리소스의 주소인 azure_endpoint를 쓰세요.</translation>
    </message>
    <message>
        <source>The folder is restricted, so the environment variable %1, which %2 of the prompty&apos;s model names, isn&apos;t read.</source>
        <translation>폴더가 제한되어 있어 prompty의 model에서 %2이(가) 가리키는 환경 변수 %1을(를) 읽지 않습니다.</translation>
    </message>
    <message>
        <source>The environment variable %1, which %2 of the model of prompty &apos;%3&apos; names, isn&apos;t set.</source>
        <translation>prompty &apos;%3&apos;의 model에서 %2이(가) 가리키는 환경 변수 %1이(가) 설정되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Set %1, or write the value into the prompty.</source>
        <translation>%1을(를) 설정하거나 prompty에 값을 쓰세요.</translation>
    </message>
    <message>
        <source>%1 and %2 aren&apos;t set</source>
        <translation>%1와(과) %2이(가) 설정되어 있지 않습니다</translation>
    </message>
    <message>
        <source>%1 isn&apos;t set</source>
        <translation>%1이(가) 설정되어 있지 않습니다</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1와(과) %2</translation>
    </message>
    <message>
        <source>The configuration of the prompty&apos;s model has no type.</source>
        <translation>prompty의 모델 configuration에 type이 없습니다.</translation>
    </message>
    <message>
        <source>A prompty can&apos;t use a model of type &apos;%1&apos;.</source>
        <translation>prompty는 유형이 &apos;%1&apos;인 모델을 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Write type: azure_openai or type: openai below model.configuration.</source>
        <translation>model.configuration 아래에 type: azure_openai 또는 type: openai를 쓰세요.</translation>
    </message>
    <message>
        <source>azure_deployment of the prompty</source>
        <translation>prompty의 azure_deployment</translation>
    </message>
    <message>
        <source>azure_deployment below model.configuration</source>
        <translation>model.configuration 아래의 azure_deployment</translation>
    </message>
    <message>
        <source>model below model.configuration</source>
        <translation>model.configuration 아래의 model</translation>
    </message>
    <message>
        <source>the prompty&apos;s parameters</source>
        <translation>prompty의 parameters</translation>
    </message>
    <message>
        <source>model.configuration of prompty &apos;%1&apos;</source>
        <translation>prompty &apos;%1&apos;의 model.configuration</translation>
    </message>
    <message>
        <source>The prompty&apos;s result is the whole answer, which is no plain JSON in prompt flow.</source>
        <translation>prompty의 결과가 응답 전체이며, prompt flow에서는 일반 JSON이 아닙니다.</translation>
    </message>
    <message>
        <source>Remove `response: all`, or call the prompty from Python.</source>
        <translation>`response: all`을 없애거나 Python에서 prompty를 호출하세요.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; holds a %2 instead of a mapping from node to value.</source>
        <translation>파일 &apos;%1&apos;에 노드와 값의 매핑 대신 %2이(가) 들어 있습니다.</translation>
    </message>
    <message>
        <source>Write the name of each node that isn&apos;t to be run, and its value.</source>
        <translation>실행하지 않을 각 노드의 이름과 값을 쓰세요.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos;: %2</source>
        <translation>파일 &apos;%1&apos;: %2</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; of ${file:%2} doesn&apos;t exist.</source>
        <translation>${file:%2}의 파일 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Correct the path after ${file:. It starts from the flow&apos;s folder.</source>
        <translation>${file: 뒤의 경로를 고치세요. 흐름의 폴더를 기준으로 합니다.</translation>
    </message>
    <message>
        <source>The environment variable %1</source>
        <translation>환경 변수 %1</translation>
    </message>
    <message>
        <source>Write %1=VALUE, without blanks around the name.</source>
        <translation>이름 앞뒤에 공백 없이 %1=VALUE로 쓰세요.</translation>
    </message>
    <message>
        <source>There are no inputs here.</source>
        <translation>여기에는 입력이 없습니다.</translation>
    </message>
    <message>
        <source>The inputs are %1.</source>
        <translation>입력은 다음과 같습니다: %1.</translation>
    </message>
    <message>
        <source>There is no input &apos;%1&apos;, so the value given for it is ignored. %2</source>
        <translation>입력 &apos;%1&apos;이(가) 없어 지정한 값이 무시됩니다. %2</translation>
    </message>
    <message>
        <source>Check the path; values are given as KEY=VALUE.</source>
        <translation>경로를 확인하세요; 값은 KEY=VALUE로 지정합니다.</translation>
    </message>
    <message>
        <source>Correct the JSON.</source>
        <translation>JSON을 고치세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is neither KEY=VALUE nor a .json, .jsonl or .yaml file.</source>
        <translation>&apos;%1&apos;은(는) KEY=VALUE도 .json, .jsonl, .yaml 파일도 아닙니다.</translation>
    </message>
    <message>
        <source>Give inputs as KEY=VALUE, or name a file.</source>
        <translation>입력을 KEY=VALUE로 지정하거나 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; holds a %2 instead of an object with the inputs.</source>
        <translation>파일 &apos;%1&apos;에 입력의 객체 대신 %2이(가) 들어 있습니다.</translation>
    </message>
    <message>
        <source>Write an object with one member for every input.</source>
        <translation>입력마다 멤버가 하나씩 있는 객체를 쓰세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no KEY=VALUE.</source>
        <translation>&apos;%1&apos;은(는) KEY=VALUE 형식이 아닙니다.</translation>
    </message>
    <message>
        <source>Give %1 as KEY=VALUE, in quotes where there are blanks.</source>
        <translation>%1을(를) KEY=VALUE로 지정하고 공백이 있으면 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>The flow input &apos;%1&apos; doesn&apos;t exist.</source>
        <translation>흐름 입력 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Declare the input or correct the reference.</source>
        <translation>입력을 선언하거나 참조를 고치세요.</translation>
    </message>
    <message>
        <source>A reference can only name a node&apos;s output, not &apos;%1&apos;.</source>
        <translation>참조는 노드의 output만 가리킬 수 있으며 &apos;%1&apos;은(는) 가리킬 수 없습니다.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; takes the %2 &apos;%3&apos;, which the simulator can&apos;t stand in for.</source>
        <translation>노드 &apos;%1&apos;이(가) %2 &apos;%3&apos;을(를) 받지만 시뮬레이터가 대신할 수 없습니다.</translation>
    </message>
    <message>
        <source>Give it with --connections FILE, the others are still simulated; or give the node&apos;s value with --answers %1=VALUE.</source>
        <translation>--connections FILE로 지정하면 나머지는 계속 시뮬레이션됩니다; 또는 --answers %1=VALUE로 노드의 값을 지정하세요.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; names the module &apos;%2&apos;: it is %3, which is retired.</source>
        <translation>노드 &apos;%1&apos;의 모듈 &apos;%2&apos;은(는) %3(으)로, 사용이 중단되었습니다.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; names the module &apos;%2&apos;, which there isn&apos;t.</source>
        <translation>노드 &apos;%1&apos;의 모듈 &apos;%2&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Remove module; the connection tells what is asked.</source>
        <translation>module을 없애세요; 무엇을 호출할지는 연결이 알려 줍니다.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; has no source file.</source>
        <translation>노드 &apos;%1&apos;에 소스 파일이 없습니다.</translation>
    </message>
    <message>
        <source>The source file &apos;%1&apos; of node &apos;%2&apos; doesn&apos;t exist.</source>
        <translation>노드 &apos;%2&apos;의 소스 파일 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Create the file or correct source.path.</source>
        <translation>파일을 만들거나 source.path를 고치세요.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; has no source.</source>
        <translation>노드 &apos;%1&apos;에 source가 없습니다.</translation>
    </message>
    <message>
        <source>Say below source where its code or its tool is.</source>
        <translation>source 아래에 코드나 도구가 어디 있는지 쓰세요.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; has no type.</source>
        <translation>노드 &apos;%1&apos;에 유형(type)이 없습니다.</translation>
    </message>
    <message>
        <source>Nodes of type &apos;%1&apos; can&apos;t run here.</source>
        <translation>유형이 &apos;%1&apos;인 노드는 여기서 실행할 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no tool &apos;%1&apos; in this environment.</source>
        <translation>이 환경에 도구 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>`postern tool list` names those there are; --python names another environment.</source>
        <translation>`postern tool list`로 있는 도구를 볼 수 있습니다; --python으로 다른 환경을 지정합니다.</translation>
    </message>
    <message>
        <source>The file is restricted, so it isn&apos;t imported.</source>
        <translation>파일이 제한되어 있어 가져오지 않습니다.</translation>
    </message>
    <message>
        <source>Trust it to allow this: leave out --restricted.</source>
        <translation>허용하려면 신뢰하세요: --restricted를 빼세요.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; is no tool: %2</source>
        <translation>파일 &apos;%1&apos;은(는) 도구가 아닙니다: %2</translation>
    </message>
    <message>
        <source>It must define one function with the @tool decorator.</source>
        <translation>@tool 데코레이터가 있는 함수를 하나 정의해야 합니다.</translation>
    </message>
    <message>
        <source>The input &apos;%1&apos; of &apos;%2&apos; has no function to call.</source>
        <translation>&apos;%2&apos;의 입력 &apos;%1&apos;에 호출할 함수가 없습니다.</translation>
    </message>
    <message>
        <source>Name an input with dynamic_list or generated_by; `postern tool show %1` shows them.</source>
        <translation>dynamic_list 또는 generated_by가 있는 입력을 지정하세요; `postern tool show %1`로 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The function %1 of input &apos;%2&apos; failed.</source>
        <translation>입력 &apos;%2&apos;의 함수 %1이(가) 실패했습니다.</translation>
    </message>
    <message>
        <source>Give the inputs it needs with --inputs, or correct it.</source>
        <translation>필요한 입력을 --inputs로 지정하거나 함수를 고치세요.</translation>
    </message>
    <message>
        <source>The function %1 gives no list of dicts with a &apos;value&apos;.</source>
        <translation>함수 %1이(가) &apos;value&apos;가 있는 사전의 목록을 주지 않습니다.</translation>
    </message>
    <message>
        <source>Correct it: each item is {&quot;value&quot;: ..., &quot;display_value&quot;: ...}.</source>
        <translation>고치세요: 각 항목은 {&quot;value&quot;: ..., &quot;display_value&quot;: ...}입니다.</translation>
    </message>
    <message>
        <source>There are no tools to check in &apos;%1&apos;: %2</source>
        <translation>&apos;%1&apos;에 검사할 도구가 없습니다: %2</translation>
    </message>
    <message>
        <source>Name an installed package, PACKAGE.MODULE.FUNCTION, or a Python file.</source>
        <translation>설치된 패키지, PACKAGE.MODULE.FUNCTION 또는 Python 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; lacks %2, which its tool is made with.</source>
        <translation>노드 &apos;%1&apos;에 도구를 만드는 데 필요한 %2이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Give the node these inputs.</source>
        <translation>노드에 이 입력을 지정하세요.</translation>
    </message>
    <message>
        <source>Input &apos;%1&apos; of node &apos;%2&apos; is what its tool is made with, before any line runs, and can&apos;t be %3.</source>
        <translation>노드 &apos;%2&apos;의 입력 &apos;%1&apos;은(는) 실행 전에 도구를 만드는 데 쓰이므로 %3일 수 없습니다.</translation>
    </message>
    <message>
        <source>Write a value.</source>
        <translation>값을 쓰세요.</translation>
    </message>
    <message>
        <source>A node of type %1 can&apos;t have a source of type &apos;%2&apos;.</source>
        <translation>유형이 %1인 노드는 유형이 &apos;%2&apos;인 source를 가질 수 없습니다.</translation>
    </message>
    <message>
        <source>Use code with a path, or package with a tool.</source>
        <translation>path가 있는 code 또는 tool이 있는 package를 사용하세요.</translation>
    </message>
    <message>
        <source>Use package_with_prompt with a tool and the path of a template.</source>
        <translation>tool과 템플릿의 path가 있는 package_with_prompt를 사용하세요.</translation>
    </message>
    <message>
        <source>A reference can&apos;t be followed: %1.</source>
        <translation>참조를 따라갈 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>Check the property after the node&apos;s name.</source>
        <translation>노드 이름 뒤의 속성을 확인하세요.</translation>
    </message>
    <message>
        <source>The output of node &apos;%1&apos; has no &apos;%2&apos;.</source>
        <translation>노드 &apos;%1&apos;의 출력에 &apos;%2&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>A temporary folder can&apos;t be made: %1.</source>
        <translation>임시 폴더를 만들 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>Make room in %1 or set TMPDIR.</source>
        <translation>%1에 공간을 확보하거나 TMPDIR을 설정하세요.</translation>
    </message>
    <message>
        <source>The additional include &apos;%1&apos; would have to be packed.</source>
        <translation>추가 포함 항목 &apos;%1&apos;은(는) 압축해야 합니다.</translation>
    </message>
    <message>
        <source>Include the folder itself, without &quot;.zip&quot;.</source>
        <translation>&quot;.zip&quot; 없이 폴더 자체를 포함하세요.</translation>
    </message>
    <message>
        <source>Check the files&apos; permissions and the room in the temporary folder.</source>
        <translation>파일의 권한과 임시 폴더의 공간을 확인하세요.</translation>
    </message>
    <message>
        <source>Port %1 of %2 is in use by another program.</source>
        <translation>%2의 포트 %1을(를) 다른 프로그램이 사용하고 있습니다.</translation>
    </message>
    <message>
        <source>Port %1 of %2 can&apos;t be opened: %3.</source>
        <translation>%2의 포트 %1을(를) 열 수 없습니다: %3.</translation>
    </message>
    <message>
        <source>Choose another port; 0 takes any free one.</source>
        <translation>다른 포트를 고르세요; 0은 비어 있는 포트를 씁니다.</translation>
    </message>
    <message>
        <source>The simulated request was cancelled.</source>
        <translation>시뮬레이션된 요청이 취소되었습니다.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be written: %2.</source>
        <translation>파일 %1을(를) 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Free some space; the old contents are untouched.</source>
        <translation>공간을 확보하세요; 이전 내용은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions; the old contents are untouched.</source>
        <translation>폴더의 권한을 확인하세요; 이전 내용은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made: %2.</source>
        <translation>폴더 %1을(를) 만들 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Set POSTERN_HOME to a folder that you may write to.</source>
        <translation>POSTERN_HOME을 쓰기 권한이 있는 폴더로 설정하세요.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder above it, or name another one.</source>
        <translation>위 폴더의 권한을 확인하거나 다른 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be read: %2.</source>
        <translation>파일 %1을(를) 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>폴더입니다</translation>
    </message>
    <message>
        <source>it is a pipe</source>
        <translation>파이프입니다</translation>
    </message>
    <message>
        <source>it is a device or a socket</source>
        <translation>장치 또는 소켓입니다</translation>
    </message>
    <message>
        <source>The file %1 is larger than %2 MiB.</source>
        <translation>파일 %1이(가) %2 MiB보다 큽니다.</translation>
    </message>
    <message>
        <source>Name the right file, or a smaller one.</source>
        <translation>맞는 파일 또는 더 작은 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>Postern&apos;s own files were not found.</source>
        <translation>Postern 자신의 파일을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Reinstall Postern, or name its resources folder in POSTERN_RESOURCES.</source>
        <translation>Postern을 다시 설치하거나 POSTERN_RESOURCES에 resources 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>There is no setting &apos;%1&apos;.</source>
        <translation>설정 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>있는 설정: %1.</translation>
    </message>
    <message>
        <source>The value of &apos;%1&apos; has more than one line.</source>
        <translation>&apos;%1&apos;의 값이 두 줄 이상입니다.</translation>
    </message>
    <message>
        <source>Give it in one line.</source>
        <translation>한 줄로 지정하세요.</translation>
    </message>
    <message>
        <source>&apos;network.proxy&apos; can&apos;t hold a password: settings are no place for one.</source>
        <translation>&apos;network.proxy&apos;에는 암호를 넣을 수 없습니다. 설정은 암호를 두는 곳이 아닙니다.</translation>
    </message>
    <message>
        <source>Set HTTPS_PROXY in the environment instead.</source>
        <translation>대신 환경 변수 HTTPS_PROXY를 설정하세요.</translation>
    </message>
    <message>
        <source>&apos;network.http2&apos; can&apos;t be &apos;%1&apos;.</source>
        <translation>&apos;network.http2&apos;는 &apos;%1&apos;일 수 없습니다.</translation>
    </message>
    <message>
        <source>Set it to true or false.</source>
        <translation>true 또는 false로 설정하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be %2: there is no such file.</source>
        <translation>&apos;%1&apos;은(는) %2일 수 없습니다. 그런 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Name a file that is there.</source>
        <translation>있는 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>Correct or delete the file.</source>
        <translation>파일을 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>The settings are no object of texts.</source>
        <translation>설정이 텍스트의 객체가 아닙니다.</translation>
    </message>
    <message>
        <source>The vault %1 can&apos;t be opened.</source>
        <translation>보관소 %1을(를) 열 수 없습니다.</translation>
    </message>
    <message>
        <source>Its key came from %1: give the key it was written with, or restore the file from a backup.</source>
        <translation>키의 출처는 %1입니다. 보관소를 쓸 때의 키를 지정하거나 백업에서 파일을 복원하세요.</translation>
    </message>
    <message>
        <source>It isn&apos;t a vault of this version of Postern, or it is damaged: restore it from a backup.</source>
        <translation>이 버전의 Postern 보관소가 아니거나 손상되었습니다. 백업에서 복원하세요.</translation>
    </message>
    <message>
        <source>The cryptographic library can&apos;t start.</source>
        <translation>암호화 라이브러리를 시작할 수 없습니다.</translation>
    </message>
    <message>
        <source>There isn&apos;t enough memory to derive the vault&apos;s key.</source>
        <translation>보관소의 키를 만들 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>Free 64 MB, or set POSTERN_VAULT_KEY to 64 hexadecimal digits.</source>
        <translation>64 MB를 확보하거나 POSTERN_VAULT_KEY를 16진수 64자리로 설정하세요.</translation>
    </message>
    <message>
        <source>The vault&apos;s key file %1 doesn&apos;t hold a key.</source>
        <translation>보관소의 키 파일 %1에 키가 없습니다.</translation>
    </message>
    <message>
        <source>Restore it from a backup; without it the vault can&apos;t be opened.</source>
        <translation>백업에서 복원하세요; 키 파일 없이는 보관소를 열 수 없습니다.</translation>
    </message>
    <message>
        <source>the variable POSTERN_VAULT_KEY</source>
        <translation>변수 POSTERN_VAULT_KEY</translation>
    </message>
    <message>
        <source>the system keychain</source>
        <translation>시스템 키체인</translation>
    </message>
    <message>
        <source>the file vault.key</source>
        <translation>파일 vault.key</translation>
    </message>
    <message>
        <source>The vault&apos;s key is neither in the system keychain nor in %1.</source>
        <translation>보관소의 키가 시스템 키체인에도 %1에도 없습니다.</translation>
    </message>
    <message>
        <source>Unlock the keychain, restore vault.key, or set POSTERN_VAULT_KEY.</source>
        <translation>키체인을 잠금 해제하거나, vault.key를 복원하거나, POSTERN_VAULT_KEY를 설정하세요.</translation>
    </message>
    <message>
        <source>The prompt has text in front of its first role line.</source>
        <translation>프롬프트의 첫 역할 줄 앞에 텍스트가 있습니다.</translation>
    </message>
    <message>
        <source>Begin the prompt with a line such as &quot;# system:&quot; or &quot;# user:&quot;, or set the node&apos;s api to completion.</source>
        <translation>프롬프트를 &quot;# system:&quot;이나 &quot;# user:&quot; 같은 줄로 시작하거나 노드의 api를 completion으로 설정하세요.</translation>
    </message>
    <message>
        <source>A function message of the prompt has no name.</source>
        <translation>프롬프트의 function 메시지에 이름이 없습니다.</translation>
    </message>
    <message>
        <source>Write a line &quot;name:&quot; with the function&apos;s name below it, then &quot;content:&quot; with its result.</source>
        <translation>그 아래에 함수 이름이 있는 &quot;name:&quot; 줄을, 이어서 결과가 있는 &quot;content:&quot; 줄을 쓰세요.</translation>
    </message>
    <message>
        <source>A tool message of the prompt has no tool_call_id.</source>
        <translation>프롬프트의 tool 메시지에 tool_call_id가 없습니다.</translation>
    </message>
    <message>
        <source>Write a line &quot;tool_call_id:&quot; with the id of the call below it, then &quot;content:&quot; with its result.</source>
        <translation>그 아래에 호출 ID가 있는 &quot;tool_call_id:&quot; 줄을, 이어서 결과가 있는 &quot;content:&quot; 줄을 쓰세요.</translation>
    </message>
    <message>
        <source>The text could not be judged: %1</source>
        <translation>텍스트를 판정하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Check the connection and the node&apos;s categories.</source>
        <translation>연결과 노드의 범주를 확인하세요.</translation>
    </message>
    <message>
        <source>The model answered without any embedding.</source>
        <translation>모델의 응답에 임베딩이 없습니다.</translation>
    </message>
    <message>
        <source>Check that the deployment or model is one for embeddings.</source>
        <translation>배포 또는 모델이 임베딩용인지 확인하세요.</translation>
    </message>
    <message>
        <source>The inputs of the node don&apos;t fit: %1.</source>
        <translation>노드의 입력이 맞지 않습니다: %1.</translation>
    </message>
    <message>
        <source>Look at `postern tool show %1`.</source>
        <translation>`postern tool show %1`을 확인하세요.</translation>
    </message>
    <message>
        <source>The %1 input of the node isn&apos;t valid: %2</source>
        <translation>노드의 입력 %1이(가) 올바르지 않습니다: %2</translation>
    </message>
    <message>
        <source>Write it as the chat API takes it: a name, a description and a JSON schema.</source>
        <translation>채팅 API가 받는 형식으로 쓰세요. 이름, 설명, JSON 스키마가 필요합니다.</translation>
    </message>
    <message>
        <source>The model answered without any choice.</source>
        <translation>모델의 응답에 선택지(choices)가 없습니다.</translation>
    </message>
    <message>
        <source>Check that the connection&apos;s address is that of a model.</source>
        <translation>연결의 주소가 모델의 주소인지 확인하세요.</translation>
    </message>
    <message>
        <source>Connection &apos;%1&apos; of node &apos;%2&apos; has no language models: it is of type %3.</source>
        <translation>노드 &apos;%2&apos;의 연결 &apos;%1&apos;에는 언어 모델이 없습니다. 유형이 %3입니다.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; asks for the api &apos;%2&apos;, which there isn&apos;t.</source>
        <translation>노드 &apos;%1&apos;이(가) 없는 api &apos;%2&apos;을(를) 요청합니다.</translation>
    </message>
    <message>
        <source>Set api to chat or completion.</source>
        <translation>api를 chat 또는 completion으로 설정하세요.</translation>
    </message>
    <message>
        <source>Input &apos;%1&apos; of node &apos;%2&apos; is &apos;%3&apos;, which is no %4.</source>
        <translation>노드 &apos;%2&apos;의 입력 &apos;%1&apos;의 값 &apos;%3&apos;은(는) %4이(가) 아닙니다.</translation>
    </message>
    <message>
        <source>Give it a value of type %1.</source>
        <translation>유형이 %1인 값을 지정하세요.</translation>
    </message>
    <message>
        <source>The input &apos;%1&apos; is &apos;%2&apos;, which is no number.</source>
        <translation>입력 &apos;%1&apos;의 값 &apos;%2&apos;은(는) 숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>Give it a number.</source>
        <translation>숫자를 지정하세요.</translation>
    </message>
    <message>
        <source>The node has no deployment_name.</source>
        <translation>노드에 deployment_name이 없습니다.</translation>
    </message>
    <message>
        <source>The template of node &apos;%1&apos; uses %2, which is a parameter of %3.</source>
        <translation>노드 &apos;%1&apos;의 템플릿이 %3의 매개변수인 %2을(를) 사용합니다.</translation>
    </message>
    <message>
        <source>Rename the variable in the template and the node&apos;s input.</source>
        <translation>템플릿의 변수와 노드의 입력 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>A node with functions can&apos;t stream its answer.</source>
        <translation>functions가 있는 노드는 답변을 스트리밍할 수 없습니다.</translation>
    </message>
    <message>
        <source>Take stream out of the node&apos;s inputs, or use tools instead of functions.</source>
        <translation>노드의 입력에서 stream을 빼거나 functions 대신 tools를 사용하세요.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; has no connection.</source>
        <translation>노드 &apos;%1&apos;에 연결이 없습니다.</translation>
    </message>
    <message>
        <source>Name a connection in the node.</source>
        <translation>노드에 연결을 지정하세요.</translation>
    </message>
    <message>
        <source>An input of the node can&apos;t be sent to the model: %1</source>
        <translation>노드의 입력을 모델에 보낼 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Hand in text, numbers, lists or dicts.</source>
        <translation>텍스트, 숫자, 목록 또는 사전을 넘기세요.</translation>
    </message>
    <message>
        <source>The open model can&apos;t be asked: %1</source>
        <translation>오픈 모델을 호출할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Check the endpoint, its key and the deployment.</source>
        <translation>엔드포인트, 키, 배포를 확인하세요.</translation>
    </message>
    <message>
        <source>Connection &apos;%1&apos; has no %2.</source>
        <translation>연결 &apos;%1&apos;에 %2이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Give it endpoint_url, model_family and the secret endpoint_api_key.</source>
        <translation>endpoint_url, model_family와 비밀 endpoint_api_key를 지정하세요.</translation>
    </message>
    <message>
        <source>Describe the endpoint in a custom connection with endpoint_url, model_family and endpoint_api_key, and name it localConnection/NAME.</source>
        <translation>endpoint_url, model_family, endpoint_api_key가 있는 custom 연결로 엔드포인트를 나타내고 localConnection/NAME으로 지정하세요.</translation>
    </message>
    <message>
        <source>Set model_family to LLaMa, Dolly, GPT-2 or Falcon.</source>
        <translation>model_family를 LLaMa, Dolly, GPT-2 또는 Falcon으로 설정하세요.</translation>
    </message>
    <message>
        <source>Begin the prompt with a line such as &quot;user:&quot;, with text below it.</source>
        <translation>프롬프트를 &quot;user:&quot; 같은 줄로 시작하고 그 아래에 텍스트를 쓰세요.</translation>
    </message>
    <message>
        <source>The template of node &apos;%1&apos; uses %2, which is an input of the tool itself.</source>
        <translation>노드 &apos;%1&apos;의 템플릿이 도구 자체의 입력인 %2을(를) 사용합니다.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; failed: %2.</source>
        <translation>노드 &apos;%1&apos; 실패: %2.</translation>
    </message>
    <message>
        <source>Look at the inputs its tool takes: `postern tool show %1`.</source>
        <translation>도구가 받는 입력을 확인하세요: `postern tool show %1`.</translation>
    </message>
    <message>
        <source>The template file &apos;%1&apos; of node &apos;%2&apos; doesn&apos;t exist.</source>
        <translation>노드 &apos;%2&apos;의 템플릿 파일 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Create the file, or correct source.path of the node.</source>
        <translation>파일을 만들거나 노드의 source.path를 고치세요.</translation>
    </message>
    <message>
        <source>The template of node &apos;%1&apos; doesn&apos;t parse: %2</source>
        <translation>노드 &apos;%1&apos;의 템플릿을 해석할 수 없습니다: %2</translation>
    </message>
    <message>
        <source>%1 could not be rendered: %2</source>
        <translation>%1을(를) 렌더링할 수 없습니다: %2</translation>
    </message>
    <message>
        <source>The prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>The template &apos;%1&apos;</source>
        <translation>템플릿 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>The template file &apos;%1&apos; is larger than 16 MiB.</source>
        <translation>템플릿 파일 &apos;%1&apos;이(가) 16 MiB보다 큽니다.</translation>
    </message>
    <message>
        <source>Keep data out of the template and hand it in as an input.</source>
        <translation>데이터를 템플릿에 두지 말고 입력으로 넘기세요.</translation>
    </message>
    <message>
        <source>The template file &apos;%1&apos; can&apos;t be read: %2.</source>
        <translation>템플릿 파일 &apos;%1&apos;을(를) 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Check that it exists and that you may read it.</source>
        <translation>파일이 있고 읽을 수 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The template file &apos;%1&apos; isn&apos;t UTF-8.</source>
        <translation>템플릿 파일 &apos;%1&apos;이(가) UTF-8이 아닙니다.</translation>
    </message>
    <message>
        <source>The template of node &apos;%1&apos; uses the name &apos;template&apos;, which prompt nodes reserve.</source>
        <translation>노드 &apos;%1&apos;의 템플릿이 prompt 노드의 예약된 이름 &apos;template&apos;을 사용합니다.</translation>
    </message>
    <message>
        <source>Replace the node by a Python node that searches the index itself (azure-search-documents, faiss), with a connection of type cognitive_search or custom.</source>
        <translation>노드를 인덱스를 직접 검색하는 Python 노드(azure-search-documents, faiss)로 바꾸고 유형이 cognitive_search 또는 custom인 연결을 사용하세요.</translation>
    </message>
    <message>
        <source>Name promptflow.tools.open_model_llm.OpenModelLLM.call instead; its inputs are the same.</source>
        <translation>대신 promptflow.tools.open_model_llm.OpenModelLLM.call을 지정하세요; 입력은 같습니다.</translation>
    </message>
    <message>
        <source>Replace the node by a Python node that asks the service.</source>
        <translation>노드를 서비스를 직접 호출하는 Python 노드로 바꾸세요.</translation>
    </message>
    <message>
        <source>Name promptflow.tools.aoai_gpt4v.AzureOpenAI.chat instead.</source>
        <translation>대신 promptflow.tools.aoai_gpt4v.AzureOpenAI.chat을 지정하세요.</translation>
    </message>
    <message>
        <source>the Index Lookup tool of the package promptflow-vectordb</source>
        <translation>promptflow-vectordb 패키지의 Index Lookup 도구</translation>
    </message>
    <message>
        <source>the Faiss Index Lookup tool of the package promptflow-vectordb</source>
        <translation>promptflow-vectordb 패키지의 Faiss Index Lookup 도구</translation>
    </message>
    <message>
        <source>the Vector Index Lookup tool of the package promptflow-vectordb</source>
        <translation>promptflow-vectordb 패키지의 Vector Index Lookup 도구</translation>
    </message>
    <message>
        <source>the Vector DB Lookup tool of the package promptflow-vectordb</source>
        <translation>promptflow-vectordb 패키지의 Vector DB Lookup 도구</translation>
    </message>
    <message>
        <source>a tool of the package promptflow-vectordb</source>
        <translation>promptflow-vectordb 패키지의 도구</translation>
    </message>
    <message>
        <source>a lookup tool of the package embeddingstore, which became promptflow-vectordb</source>
        <translation>promptflow-vectordb가 된 embeddingstore 패키지의 검색 도구</translation>
    </message>
    <message>
        <source>the old name of the Open Model LLM tool</source>
        <translation>Open Model LLM 도구의 예전 이름</translation>
    </message>
    <message>
        <source>the old name of the GPT-4V tool</source>
        <translation>GPT-4V 도구의 예전 이름</translation>
    </message>
    <message>
        <source>the Bing Search tool, gone with its service</source>
        <translation>서비스와 함께 없어진 Bing Search 도구</translation>
    </message>
    <message>
        <source>the Azure Translator tool</source>
        <translation>Azure Translator 도구</translation>
    </message>
    <message>
        <source>the Form Recognizer tool</source>
        <translation>Form Recognizer 도구</translation>
    </message>
    <message>
        <source>the Azure Language Detector tool</source>
        <translation>Azure Language Detector 도구</translation>
    </message>
    <message>
        <source>a tool of the package promptflow-azure-ai-language</source>
        <translation>promptflow-azure-ai-language 패키지의 도구</translation>
    </message>
    <message>
        <source>The search failed: %1</source>
        <translation>검색 실패: %1</translation>
    </message>
    <message>
        <source>Check the connection&apos;s api_key and the node&apos;s query.</source>
        <translation>연결의 api_key와 노드의 query를 확인하세요.</translation>
    </message>
    <message>
        <source>The template of node &apos;%1&apos; uses &apos;%2&apos;, which is the name of a parameter.</source>
        <translation>노드 &apos;%1&apos;의 템플릿이 매개변수의 이름인 &apos;%2&apos;을(를) 사용합니다.</translation>
    </message>
    <message>
        <source>The template of node &apos;%1&apos; uses &apos;%2&apos;, which no input of the node gives.</source>
        <translation>노드 &apos;%1&apos;의 템플릿이 사용하는 &apos;%2&apos;을(를) 주는 노드 입력이 없습니다.</translation>
    </message>
    <message>
        <source>Add an input &apos;%1&apos; to the node.</source>
        <translation>노드에 입력 &apos;%1&apos;을(를) 추가하세요.</translation>
    </message>
    <message>
        <source>Write &apos;%1&apos;, or add an input &apos;%2&apos; to the node.</source>
        <translation>&apos;%1&apos;(으)로 쓰거나 노드에 입력 &apos;%2&apos;을(를) 추가하세요.</translation>
    </message>
    <message>
        <source>The template of node &apos;%1&apos; never uses the input &apos;%2&apos;.</source>
        <translation>노드 &apos;%1&apos;의 템플릿이 입력 &apos;%2&apos;을(를) 사용하지 않습니다.</translation>
    </message>
    <message>
        <source>Use it in the template, or remove it.</source>
        <translation>템플릿에서 사용하거나 없애세요.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; uses %2, which is retired.</source>
        <translation>노드 &apos;%1&apos;이(가) 사용이 중단된 %2을(를) 사용합니다.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; names no connection.</source>
        <translation>노드 &apos;%1&apos;에 연결이 지정되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Set connection to the name of one.</source>
        <translation>connection을 연결의 이름으로 설정하세요.</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; names the connection &apos;%2&apos;, which isn&apos;t known.</source>
        <translation>노드 &apos;%1&apos;에 지정된 연결 &apos;%2&apos;을(를) 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>Give it with --connections FILE or `postern connection create`, or run with --simulate.</source>
        <translation>--connections FILE 또는 `postern connection create`로 지정하거나 --simulate로 실행하세요.</translation>
    </message>
    <message>
        <source>The text is nested deeper than 200 levels.</source>
        <translation>텍스트가 200단계보다 깊게 중첩되어 있습니다.</translation>
    </message>
    <message>
        <source>The text holds more than one YAML document.</source>
        <translation>텍스트에 YAML 문서가 둘 이상 있습니다.</translation>
    </message>
    <message>
        <source>The alias stands for something that it is part of.</source>
        <translation>별칭이 자신을 포함하는 것을 가리킵니다.</translation>
    </message>
    <message>
        <source>A quoted text isn&apos;t closed.</source>
        <translation>따옴표로 묶은 텍스트가 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>The YAML text stands for more than a million values.</source>
        <translation>YAML 텍스트가 나타내는 값이 백만 개를 넘습니다.</translation>
    </message>
    <message>
        <source>Use fewer aliases, or move data into files of its own.</source>
        <translation>별칭을 줄이거나 데이터를 별도의 파일로 옮기세요.</translation>
    </message>
    <message>
        <source>A list or a mapping is used as a key in YAML.</source>
        <translation>YAML에서 목록이나 매핑이 키로 쓰였습니다.</translation>
    </message>
    <message>
        <source>Use a text as the key.</source>
        <translation>키로 텍스트를 쓰세요.</translation>
    </message>
    <message>
        <source>The text is larger than 64 MB.</source>
        <translation>텍스트가 64 MB보다 큽니다.</translation>
    </message>
    <message>
        <source>The text holds a character that YAML doesn&apos;t allow.</source>
        <translation>텍스트에 YAML에서 허용하지 않는 문자가 있습니다.</translation>
    </message>
    <message>
        <source>Save the file as UTF-8 and remove control characters.</source>
        <translation>파일을 UTF-8로 저장하고 제어 문자를 없애세요.</translation>
    </message>
    <message>
        <source>Indent the text of the item above further than its &apos;&amp;&apos; or &apos;!&apos;, or put that on a line of its own.</source>
        <translation>위 항목의 텍스트를 &apos;&amp;&apos;나 &apos;!&apos;보다 더 들여 쓰거나 그 기호를 별도의 줄에 두세요.</translation>
    </message>
    <message>
        <source>The text isn&apos;t YAML: %1.</source>
        <translation>텍스트가 YAML이 아닙니다: %1.</translation>
    </message>
    <message>
        <source>A list or a mapping is used as a key.</source>
        <translation>목록이나 매핑이 키로 쓰였습니다.</translation>
    </message>
    <message>
        <source>Use a text as the key; put quotes around one that starts with a bracket.</source>
        <translation>키로 텍스트를 쓰세요; 괄호로 시작하면 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>The key %1 appears twice; the first is in line %2.</source>
        <translation>키 %1이(가) 두 번 나옵니다; 첫 번째는 %2번째 줄에 있습니다.</translation>
    </message>
    <message>
        <source>Rename or remove one of them.</source>
        <translation>그중 하나의 이름을 바꾸거나 없애세요.</translation>
    </message>
    <message>
        <source>The text doesn&apos;t go on as a mapping here.</source>
        <translation>텍스트가 여기서 매핑으로 이어지지 않습니다.</translation>
    </message>
    <message>
        <source>Check the indentation of this line and that its key is followed by a colon and a space.</source>
        <translation>이 줄의 들여쓰기와 키 뒤에 콜론과 공백이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>A mapping in braces isn&apos;t closed.</source>
        <translation>중괄호 매핑이 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>Add the missing &apos;}&apos; or &apos;,&apos;.</source>
        <translation>빠진 &apos;}&apos;나 &apos;,&apos;를 추가하세요.</translation>
    </message>
    <message>
        <source>The text doesn&apos;t go on as a list here.</source>
        <translation>텍스트가 여기서 목록으로 이어지지 않습니다.</translation>
    </message>
    <message>
        <source>Check the indentation of this line; every item starts with &apos;- &apos;.</source>
        <translation>이 줄의 들여쓰기를 확인하세요; 모든 항목은 &apos;- &apos;로 시작합니다.</translation>
    </message>
    <message>
        <source>A list in brackets isn&apos;t closed.</source>
        <translation>대괄호 목록이 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>Add the missing &apos;]&apos; or &apos;,&apos;.</source>
        <translation>빠진 &apos;]&apos;나 &apos;,&apos;를 추가하세요.</translation>
    </message>
    <message>
        <source>A &apos;: &apos; stands where no key can be.</source>
        <translation>키가 올 수 없는 곳에 &apos;: &apos;가 있습니다.</translation>
    </message>
    <message>
        <source>Put quotes around a text that contains &apos;: &apos;.</source>
        <translation>&apos;: &apos;가 들어 있는 텍스트를 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>A key stands where none can be.</source>
        <translation>키가 올 수 없는 곳에 키가 있습니다.</translation>
    </message>
    <message>
        <source>Check the indentation of this line.</source>
        <translation>이 줄의 들여쓰기를 확인하세요.</translation>
    </message>
    <message>
        <source>A list item &apos;- &apos; stands where none can be.</source>
        <translation>목록 항목이 올 수 없는 곳에 &apos;- &apos;가 있습니다.</translation>
    </message>
    <message>
        <source>Put the list on lines of its own below its key.</source>
        <translation>목록을 키 아래의 별도 줄에 두세요.</translation>
    </message>
    <message>
        <source>Add the closing quote.</source>
        <translation>닫는 따옴표를 추가하세요.</translation>
    </message>
    <message>
        <source>A quoted text isn&apos;t closed before the next document.</source>
        <translation>따옴표로 묶은 텍스트가 다음 문서 전에 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>A tab is used for indentation.</source>
        <translation>들여쓰기에 탭이 쓰였습니다.</translation>
    </message>
    <message>
        <source>Indent with spaces; YAML doesn&apos;t allow tabs there.</source>
        <translation>공백으로 들여 쓰세요; YAML은 그곳에 탭을 허용하지 않습니다.</translation>
    </message>
    <message>
        <source>A closing bracket has no opening one.</source>
        <translation>닫는 괄호에 맞는 여는 괄호가 없습니다.</translation>
    </message>
    <message>
        <source>Remove it, or put quotes around the text.</source>
        <translation>없애거나 텍스트를 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>A text in double quotes has an unknown escape.</source>
        <translation>큰따옴표 텍스트에 알 수 없는 이스케이프가 있습니다.</translation>
    </message>
    <message>
        <source>Write &apos;\\&apos; for a backslash, or use single quotes.</source>
        <translation>백슬래시는 &apos;\\&apos;로 쓰거나 작은따옴표를 사용하세요.</translation>
    </message>
    <message>
        <source>An escape in double quotes isn&apos;t followed by hexadecimal digits.</source>
        <translation>큰따옴표 안의 이스케이프 뒤에 16진수가 없습니다.</translation>
    </message>
    <message>
        <source>An escape in double quotes names no character.</source>
        <translation>큰따옴표 안의 이스케이프가 문자를 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>Write the character itself.</source>
        <translation>문자를 그대로 쓰세요.</translation>
    </message>
    <message>
        <source>The alias has no anchor before it.</source>
        <translation>별칭 앞에 앵커가 없습니다.</translation>
    </message>
    <message>
        <source>Define it with &apos;&amp;name&apos; before, or put quotes around a text that starts with &apos;*&apos;.</source>
        <translation>앞에서 &apos;&amp;name&apos;으로 정의하거나 &apos;*&apos;로 시작하는 텍스트를 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>A value can&apos;t start with this character.</source>
        <translation>값은 이 문자로 시작할 수 없습니다.</translation>
    </message>
    <message>
        <source>Put quotes around it.</source>
        <translation>따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>The text is nested too deeply.</source>
        <translation>텍스트가 너무 깊게 중첩되어 있습니다.</translation>
    </message>
    <message>
        <source>Use fewer levels.</source>
        <translation>단계를 줄이세요.</translation>
    </message>
    <message>
        <source>signal %1 (%2)</source>
        <translation>시그널 %1(%2)</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>종료 코드 %1</translation>
    </message>
    <message>
        <source>it had ended before</source>
        <translation>이미 끝나 있었음</translation>
    </message>
    <message>
        <source>What is to be written isn&apos;t YAML: %1</source>
        <translation>쓸 내용이 YAML이 아닙니다: %1</translation>
    </message>
    <message>
        <source>The text can&apos;t be edited by its parts: %1</source>
        <translation>텍스트를 부분별로 편집할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Two edits change the same part of a text.</source>
        <translation>두 편집이 텍스트의 같은 부분을 바꿉니다.</translation>
    </message>
    <message>
        <source>A value is nested deeper than %1 levels.</source>
        <translation>값이 %1단계보다 깊게 중첩되어 있습니다.</translation>
    </message>
    <message>
        <source>Return a flatter value from the node.</source>
        <translation>노드에서 중첩이 적은 값을 반환하세요.</translation>
    </message>
    <message>
        <source>A stored value can&apos;t be read: %1.</source>
        <translation>저장된 값을 읽을 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>The file that holds it is damaged, or a newer Postern wrote it.</source>
        <translation>값이 들어 있는 파일이 손상되었거나 더 새로운 Postern이 쓴 것입니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be the name of %2.</source>
        <translation>&apos;%1&apos;은(는) %2의 이름이 될 수 없습니다.</translation>
    </message>
    <message>
        <source>Use letters, digits, &apos;_&apos; and &apos;-&apos;; &apos;inputs&apos; and &apos;flow&apos; mean the flow&apos;s inputs.</source>
        <translation>글자, 숫자, &apos;_&apos;, &apos;-&apos;를 사용하세요; &apos;inputs&apos;와 &apos;flow&apos;는 흐름의 입력을 뜻합니다.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be edited in place: it is no text of its own.</source>
        <translation>%1을(를) 그 자리에서 편집할 수 없습니다. 자체 텍스트가 아닙니다.</translation>
    </message>
    <message>
        <source>Write it out by hand first.</source>
        <translation>먼저 직접 풀어서 쓰세요.</translation>
    </message>
    <message>
        <source>There is %1 &apos;%2&apos; already.</source>
        <translation>이미 %1 &apos;%2&apos;이(가) 있습니다.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>There is a node &apos;%1&apos; already.</source>
        <translation>이미 노드 &apos;%1&apos;이(가) 있습니다.</translation>
    </message>
    <message>
        <source>a node with variants</source>
        <translation>변형이 있는 노드</translation>
    </message>
    <message>
        <source>There is no input &apos;%1&apos; in the flow.</source>
        <translation>흐름에 입력 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The input &apos;%1&apos; can&apos;t be renamed: %2.</source>
        <translation>입력 &apos;%1&apos;의 이름을 바꿀 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Rename it by hand.</source>
        <translation>직접 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>There is no output &apos;%1&apos; in the flow.</source>
        <translation>흐름에 출력 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>There is no variant &apos;%1&apos; of the node &apos;%2&apos;.</source>
        <translation>노드 &apos;%2&apos;에 변형 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>a variant</source>
        <translation>변형</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; has no input &apos;%2&apos;.</source>
        <translation>노드 &apos;%1&apos;에 입력 &apos;%2&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The input &apos;%1&apos; of the node &apos;%2&apos; can&apos;t be renamed: %3.</source>
        <translation>노드 &apos;%2&apos;의 입력 &apos;%1&apos;의 이름을 바꿀 수 없습니다: %3.</translation>
    </message>
    <message>
        <source>it has an input &apos;%1&apos; already</source>
        <translation>이미 입력 &apos;%1&apos;이(가) 있습니다</translation>
    </message>
    <message>
        <source>its template is that of the node &apos;%1&apos; too</source>
        <translation>템플릿을 노드 &apos;%1&apos;도 사용합니다</translation>
    </message>
    <message>
        <source>what the names mean in %1 isn&apos;t sure</source>
        <translation>%1에서 이름이 무엇을 뜻하는지 분명하지 않습니다</translation>
    </message>
    <message>
        <source>its template can&apos;t be read: %1</source>
        <translation>템플릿을 읽을 수 없습니다: %1</translation>
    </message>
    <message>
        <source>what the names mean in the prompt isn&apos;t sure</source>
        <translation>프롬프트에서 이름이 무엇을 뜻하는지 분명하지 않습니다</translation>
    </message>
    <message>
        <source>The flow&apos;s text can&apos;t be read.</source>
        <translation>흐름의 텍스트를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no path.</source>
        <translation>&apos;%1&apos;은(는) 경로가 아닙니다.</translation>
    </message>
    <message>
        <source>Write the names with dots between them: nodes.NAME.inputs.KEY</source>
        <translation>이름 사이에 점을 넣어 쓰세요: nodes.NAME.inputs.KEY</translation>
    </message>
    <message>
        <source>There is no %1 &apos;%2&apos; in the flow.</source>
        <translation>흐름에 %1 &apos;%2&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>%1 is a list and has no &apos;%2&apos;.</source>
        <translation>%1은(는) 목록이며 &apos;%2&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Name an item by its number, from 0.</source>
        <translation>항목을 0부터 시작하는 번호로 지정하세요.</translation>
    </message>
    <message>
        <source>%1 has no item %2.</source>
        <translation>%1에 항목 %2이(가) 없습니다.</translation>
    </message>
    <message>
        <source>%1 is no mapping.</source>
        <translation>%1은(는) 매핑이 아닙니다.</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; can&apos;t take its own output.</source>
        <translation>노드 &apos;%1&apos;은(는) 자기 출력을 받을 수 없습니다.</translation>
    </message>
    <message>
        <source>What is to be added is no node: it has no name.</source>
        <translation>추가할 것이 노드가 아닙니다. 이름이 없습니다.</translation>
    </message>
    <message>
        <source>Write it as in a flow file: name, type, source, inputs.</source>
        <translation>흐름 파일에서처럼 name, type, source, inputs를 쓰세요.</translation>
    </message>
    <message>
        <source>The %1 object can&apos;t be handed on: the Python worker that held it has ended.</source>
        <translation>%1 객체를 넘길 수 없습니다. 객체가 있던 Python 작업자가 끝났습니다.</translation>
    </message>
    <message>
        <source>Run the node again that gives it.</source>
        <translation>그 객체를 주는 노드를 다시 실행하세요.</translation>
    </message>
    <message>
        <source>An anchor and a tag of what is to be written stand in several lines.</source>
        <translation>쓸 내용의 앵커와 태그가 여러 줄에 걸쳐 있습니다.</translation>
    </message>
    <message>
        <source>Write them in one line.</source>
        <translation>한 줄에 쓰세요.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be edited in place: line %2 would have to be written anew, because %3.</source>
        <translation>%1을(를) 그 자리에서 편집할 수 없습니다. %2번째 줄을 새로 써야 합니다: %3.</translation>
    </message>
    <message>
        <source>Write that part out by hand first.</source>
        <translation>먼저 그 부분을 직접 풀어서 쓰세요.</translation>
    </message>
    <message>
        <source>the alias *%1 there stands for the same</source>
        <translation>그곳의 별칭 *%1이(가) 같은 것을 가리킵니다</translation>
    </message>
    <message>
        <source>the alias *%1 stands there</source>
        <translation>그곳에 별칭 *%1이(가) 있습니다</translation>
    </message>
    <message>
        <source>%1 is no %2.</source>
        <translation>%1은(는) %2이(가) 아닙니다.</translation>
    </message>
    <message>
        <source>mapping</source>
        <translation>매핑</translation>
    </message>
    <message>
        <source>list</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>it is a pair without braces</source>
        <translation>중괄호 없는 쌍입니다</translation>
    </message>
    <message>
        <source>it comes from what is merged by &lt;&lt;</source>
        <translation>&lt;&lt;로 병합된 것에서 옵니다</translation>
    </message>
    <message>
        <source>a comment stands between the brackets</source>
        <translation>괄호 사이에 주석이 있습니다</translation>
    </message>
    <message>
        <source>YAML can&apos;t take the change as it stands</source>
        <translation>YAML에서 이 변경을 그대로 받을 수 없습니다</translation>
    </message>
    <message>
        <source>There is a %1 already.</source>
        <translation>이미 %1이(가) 있습니다.</translation>
    </message>
    <message>
        <source>The document itself can&apos;t be removed.</source>
        <translation>문서 자체는 없앨 수 없습니다.</translation>
    </message>
    <message>
        <source>the key is an alias</source>
        <translation>키가 별칭입니다</translation>
    </message>
    <message>
        <source>There is a %1 beside %2 already.</source>
        <translation>%2 옆에 이미 %1이(가) 있습니다.</translation>
    </message>
    <message>
        <source>a comment stands at the head of the text</source>
        <translation>텍스트의 첫머리에 주석이 있습니다</translation>
    </message>
    <message>
        <source>YAML can&apos;t hold %1.</source>
        <translation>YAML에는 %1을(를) 담을 수 없습니다.</translation>
    </message>
    <message>
        <source>Give a text, a number, a list or a mapping.</source>
        <translation>텍스트, 숫자, 목록 또는 매핑을 지정하세요.</translation>
    </message>
    <message>
        <source>a value of the type %1</source>
        <translation>유형이 %1인 값</translation>
    </message>
    <message>
        <source>a text that isn&apos;t UTF-8</source>
        <translation>UTF-8이 아닌 텍스트</translation>
    </message>
    <message>
        <source>its form isn&apos;t known</source>
        <translation>알 수 없는 형식입니다</translation>
    </message>
    <message>
        <source>something follows it</source>
        <translation>뒤에 다른 것이 이어집니다</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>중간에서 잘렸습니다</translation>
    </message>
    <message>
        <source>a number in it is out of range</source>
        <translation>안에 있는 수가 범위를 벗어났습니다</translation>
    </message>
    <message>
        <source>a number in it is no large one</source>
        <translation>안에 있는 수가 큰 정수가 아닙니다</translation>
    </message>
    <message>
        <source>it holds something of another kind</source>
        <translation>다른 종류의 것이 들어 있습니다</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>너무 깊게 중첩되어 있습니다</translation>
    </message>
    <message>
        <source>Not run, but answered by what is recorded in .postern/answers: %1.</source>
        <translation>실행하지 않고 .postern/answers에 기록된 값으로 대신한 노드: %1.</translation>
    </message>
    <message>
        <source>With the simulator &apos;%1&apos; isn&apos;t run: its value comes from %2.</source>
        <translation>시뮬레이터를 사용하면 &apos;%1&apos;은(는) 실행되지 않고 값을 %2에서 가져옵니다.</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 이름 바꾸기</translation>
    </message>
    <message>
        <source>Rename %1.%2</source>
        <translation>%1.%2 이름 바꾸기</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 편집</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 설정</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 제거</translation>
    </message>
    <message>
        <source>Connect %1.%2</source>
        <translation>%1.%2 연결</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 추가</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 삭제</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>상태 %1</translation>
    </message>
    <message>
        <source>There are %1 more problems.</source>
        <translation>문제가 %1개 더 있습니다.</translation>
    </message>
    <message>
        <source>They are listed once these are mended.</source>
        <translation>이 문제들을 고치면 나머지가 나열됩니다.</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1분</translation>
    </message>
    <message>
        <source>%1 hours</source>
        <translation>%1시간</translation>
    </message>
    <message>
        <source>The endpoint of %1 asks to wait %2 before the next request (%3)</source>
        <translation>%1의 엔드포인트가 다음 요청까지 %2 기다리라고 합니다(%3)</translation>
    </message>
    <message>
        <source>Postern waits ten minutes at most: try again then, or use another connection.</source>
        <translation>Postern은 최대 10분까지 기다립니다. 나중에 다시 시도하거나 다른 연결을 사용하세요.</translation>
    </message>
    <message>
        <source>A prompt goes to the host of its connection alone: set %1 of the connection to where the models really are.</source>
        <translation>프롬프트는 연결의 호스트로만 전송됩니다. 연결의 %1을(를) 모델이 실제로 있는 곳으로 설정하세요.</translation>
    </message>
    <message>
        <source>The endpoint of the connection &apos;%1&apos; redirects the request (%2) to %3, where the text isn&apos;t sent.</source>
        <translation>연결 &apos;%1&apos;의 엔드포인트가 요청(%2)을 %3(으)로 돌리지만, 텍스트는 그곳으로 전송되지 않습니다.</translation>
    </message>
    <message>
        <source>Set endpoint of the connection to where the service really is.</source>
        <translation>연결의 endpoint를 서비스가 실제로 있는 곳으로 설정하세요.</translation>
    </message>
    <message>
        <source>The folder is restricted, so the image %1 isn&apos;t read.</source>
        <translation>폴더가 제한되어 있어 이미지 %1을(를) 읽지 않습니다.</translation>
    </message>
    <message>
        <source>The image %1 has an address that is neither http nor https.</source>
        <translation>이미지 %1의 주소가 http도 https도 아닙니다.</translation>
    </message>
    <message>
        <source>Set TMPDIR to a folder that is there.</source>
        <translation>TMPDIR을 존재하는 폴더로 설정하세요.</translation>
    </message>
    <message>
        <source>The flow can&apos;t be copied for its run: %1: %2.</source>
        <translation>실행을 위해 흐름을 복사할 수 없습니다: %1: %2.</translation>
    </message>
    <message>
        <source>The connection file can&apos;t be read: %1.</source>
        <translation>연결 파일을 읽을 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>%1 more values are given for inputs that there are not; they are ignored.</source>
        <translation>없는 입력에 지정된 값이 %1개 더 있으며 무시됩니다.</translation>
    </message>
    <message>
        <source>The run takes what isn&apos;t saved yet: %1.</source>
        <translation>아직 저장하지 않은 내용을 그대로 실행합니다: %1.</translation>
    </message>
    <message>
        <source>The folder is restricted.</source>
        <translation>폴더가 제한되어 있습니다.</translation>
    </message>
    <message>
        <source>Nobody reads the pipe or socket %1, so it can&apos;t be written.</source>
        <translation>파이프나 소켓 %1을(를) 읽는 쪽이 없어 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Start its reader first, or name a file.</source>
        <translation>읽는 쪽을 먼저 시작하거나 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>its template %1 is that of the node &apos;%2&apos; of %3 too</source>
        <translation>템플릿 %1을(를) %3의 노드 &apos;%2&apos;도 사용합니다</translation>
    </message>
    <message>
        <source>Name one of its prompties: %1, ...</source>
        <translation>그 안의 prompty 중 하나를 지정하세요: %1, ...</translation>
    </message>
    <message>
        <source>Name one of its prompties: %1.</source>
        <translation>그 안의 prompty 중 하나를 지정하세요: %1.</translation>
    </message>
    <message>
        <source>The endpoint of %1 redirects the request (%2) in a circle, the last time to %3.</source>
        <translation>%1의 엔드포인트가 요청을 순환하여 리디렉션합니다(%2). 마지막 주소는 %3입니다.</translation>
    </message>
    <message>
        <source>A request is sent on as it is after 307 and 308 alone: set %1 of the connection to where the models really are.</source>
        <translation>요청은 307과 308일 때만 그대로 다시 전송됩니다. 연결의 %1을(를) 모델이 실제로 있는 곳으로 설정하세요.</translation>
    </message>
    <message>
        <source>What is to be written has a tag or an anchor that not every reader takes.</source>
        <translation>쓸 내용에 모든 프로그램이 읽지는 못하는 태그나 앵커가 있습니다.</translation>
    </message>
    <message>
        <source>Put quotes around a text that begins with &apos;!&apos; or &apos;&amp;&apos;.</source>
        <translation>&apos;!&apos;나 &apos;&amp;&apos;로 시작하는 텍스트는 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>What is to be written has a mapping with an empty key.</source>
        <translation>쓸 내용의 매핑에 빈 키가 있습니다.</translation>
    </message>
    <message>
        <source>Write a key before the colon, or quotes around a text that begins with one.</source>
        <translation>콜론 앞에 키를 쓰거나, 콜론으로 시작하는 텍스트를 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>What is to be written has a key without a colon.</source>
        <translation>쓸 내용에 콜론이 없는 키가 있습니다.</translation>
    </message>
    <message>
        <source>Put a colon behind it, or quotes around the whole text.</source>
        <translation>키 뒤에 콜론을 쓰거나, 텍스트 전체를 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>What is to be written has a key &apos;&lt;&lt;&apos; whose value is no mapping.</source>
        <translation>쓸 내용에 값이 매핑이 아닌 &apos;&lt;&lt;&apos; 키가 있습니다.</translation>
    </message>
    <message>
        <source>&apos;&lt;&lt;&apos; merges mappings: put quotes around a key of that name.</source>
        <translation>&apos;&lt;&lt;&apos;는 매핑을 병합합니다: 이름이 &apos;&lt;&lt;&apos;인 키는 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>What is to be written has a list with an empty item.</source>
        <translation>쓸 내용의 목록에 빈 항목이 있습니다.</translation>
    </message>
    <message>
        <source>Write the item, &apos;&apos; or null, or remove the comma.</source>
        <translation>항목이나 &apos;&apos; 또는 null을 쓰거나, 쉼표를 없애세요.</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Nothing is connected to %1.</source>
        <translation>%1에 연결된 것이 없습니다.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; can&apos;t take the output of &apos;%2&apos;, which itself needs &apos;%1&apos;.</source>
        <translation>&apos;%1&apos; 노드는 &apos;%2&apos;의 출력을 받을 수 없습니다. 그 노드에 &apos;%1&apos;이(가) 필요합니다.</translation>
    </message>
    <message>
        <source>Connect %1</source>
        <translation>%1 연결</translation>
    </message>
    <message>
        <source>Disconnect %1</source>
        <translation>%1 연결 해제</translation>
    </message>
    <message>
        <source>Disconnect %1.%2</source>
        <translation>%1.%2 연결 해제</translation>
    </message>
    <message>
        <source>Put %1 into the link</source>
        <translation>%1을(를) 링크에 끼우기</translation>
    </message>
    <message>
        <source>Set when %1 runs</source>
        <translation>%1의 실행 조건 설정</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 복제</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 이동</translation>
    </message>
    <message>
        <source>Paste %1</source>
        <translation>%1 붙여넣기</translation>
    </message>
    <message>
        <source>Make %1 the default</source>
        <translation>%1을(를) 기본값으로 지정</translation>
    </message>
    <message>
        <source>there are too many files; nothing more was read</source>
        <translation>파일이 너무 많아 더 읽지 않았습니다</translation>
    </message>
    <message>
        <source>it can&apos;t be read: %1</source>
        <translation>읽을 수 없습니다: %1</translation>
    </message>
    <message>
        <source>it lies too deep</source>
        <translation>너무 깊은 곳에 있습니다</translation>
    </message>
    <message>
        <source>it is neither a file nor a folder</source>
        <translation>파일도 폴더도 아닙니다</translation>
    </message>
    <message>
        <source>it is a link in a circle</source>
        <translation>순환하는 링크입니다</translation>
    </message>
    <message>
        <source>it is a link to nothing</source>
        <translation>가리키는 대상이 없는 링크입니다</translation>
    </message>
    <message>
        <source>it is a link that leads out of the folder</source>
        <translation>폴더 밖으로 이어지는 링크입니다</translation>
    </message>
    <message>
        <source>it is a link to a folder that is looked at in its own place</source>
        <translation>폴더를 가리키는 링크이며, 그 폴더는 제자리에서 확인합니다</translation>
    </message>
    <message>
        <source>The folder &apos;%1&apos; can&apos;t be read: %2.</source>
        <translation>폴더 &apos;%1&apos;을(를) 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Name a folder with flows in it or below.</source>
        <translation>흐름이 들어 있는 폴더나 그 상위 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>Nothing takes the input &apos;%1&apos; of the flow.</source>
        <translation>흐름의 입력 &apos;%1&apos;을(를) 사용하는 곳이 없습니다.</translation>
    </message>
    <message>
        <source>Bind it to a node, or remove it: every run has to give it.</source>
        <translation>노드에 연결하거나 없애세요. 실행할 때마다 값을 지정해야 합니다.</translation>
    </message>
    <message>
        <source>Nothing takes the output of the node &apos;%1&apos;.</source>
        <translation>노드 &apos;%1&apos;의 출력을 사용하는 곳이 없습니다.</translation>
    </message>
    <message>
        <source>It runs all the same: connect it, or remove it.</source>
        <translation>그래도 실행됩니다. 연결하거나 없애세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; never runs: %2.</source>
        <translation>노드 &apos;%1&apos;은(는) 실행되지 않습니다: %2.</translation>
    </message>
    <message>
        <source>Correct activate, or remove the node.</source>
        <translation>activate를 고치거나 노드를 없애세요.</translation>
    </message>
    <message>
        <source>its condition compares %1 with %2</source>
        <translation>조건이 %1과(와) %2을(를) 비교합니다</translation>
    </message>
    <message>
        <source>the input &apos;%1&apos; is a %2 and never equals %3</source>
        <translation>입력 &apos;%1&apos;은(는) %2이므로 %3과(와) 같을 수 없습니다</translation>
    </message>
    <message>
        <source>&apos;%1&apos; doesn&apos;t run</source>
        <translation>&apos;%1&apos;이(가) 실행되지 않습니다</translation>
    </message>
    <message>
        <source>The parameter &apos;%1&apos; of the node &apos;%2&apos; does nothing: %3.</source>
        <translation>노드 &apos;%2&apos;의 매개변수 &apos;%1&apos;은(는) 효과가 없습니다: %3.</translation>
    </message>
    <message>
        <source>Take it out.</source>
        <translation>제거하세요.</translation>
    </message>
    <message>
        <source>it has no value</source>
        <translation>값이 없습니다</translation>
    </message>
    <message>
        <source>there are no functions</source>
        <translation>functions가 없습니다</translation>
    </message>
    <message>
        <source>there are no tools</source>
        <translation>tools가 없습니다</translation>
    </message>
    <message>
        <source>the api &apos;%1&apos; has none of that name</source>
        <translation>API &apos;%1&apos;에 그 이름의 매개변수가 없습니다</translation>
    </message>
    <message>
        <source>Nothing limits the answers of the node &apos;%1&apos;.</source>
        <translation>노드 &apos;%1&apos;의 답변 길이에 제한이 없습니다.</translation>
    </message>
    <message>
        <source>Set max_tokens, so that a run&apos;s cost and time are bounded.</source>
        <translation>실행의 비용과 시간이 제한되도록 max_tokens를 설정하세요.</translation>
    </message>
    <message>
        <source>only llm nodes have it</source>
        <translation>llm 노드에만 있습니다</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; is retired since %2.</source>
        <translation>모델 &apos;%1&apos;은(는) %2부터 제공되지 않습니다.</translation>
    </message>
    <message>
        <source>The deployment &apos;%1&apos; bears the name of a model that is retired since %2.</source>
        <translation>배포 &apos;%1&apos;의 이름이 %2부터 제공되지 않는 모델의 이름입니다.</translation>
    </message>
    <message>
        <source>Take another one.</source>
        <translation>다른 것을 사용하세요.</translation>
    </message>
    <message>
        <source>Take another one, such as %1.</source>
        <translation>%1 같은 다른 것을 사용하세요.</translation>
    </message>
    <message>
        <source>Nothing limits the answers of this prompty.</source>
        <translation>이 prompty의 답변 길이에 제한이 없습니다.</translation>
    </message>
    <message>
        <source>The name &apos;%1&apos; only looks like &apos;%2&apos;: characters in it are others.</source>
        <translation>이름 &apos;%1&apos;은(는) &apos;%2&apos;처럼 보이기만 합니다. 다른 문자가 들어 있습니다.</translation>
    </message>
    <message>
        <source>Rename it to &apos;%1&apos;.</source>
        <translation>이름을 &apos;%1&apos;(으)로 바꾸세요.</translation>
    </message>
    <message>
        <source>The requirement &apos;%1&apos; names no version.</source>
        <translation>요구 사항 &apos;%1&apos;에 버전이 지정되지 않았습니다.</translation>
    </message>
    <message>
        <source>Write the one that is known to work, as %1==1.2.3.</source>
        <translation>작동이 확인된 버전을 %1==1.2.3처럼 쓰세요.</translation>
    </message>
    <message>
        <source>Set max_tokens to %1</source>
        <translation>max_tokens를 %1(으)로 설정</translation>
    </message>
    <message>
        <source>Take %1 out</source>
        <translation>%1 제거</translation>
    </message>
    <message>
        <source>Remove the input %1</source>
        <translation>입력 %1 제거</translation>
    </message>
    <message>
        <source>Remove the node %1</source>
        <translation>노드 %1 제거</translation>
    </message>
    <message>
        <source>Rename to %1</source>
        <translation>%1(으)로 이름 바꾸기</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>파일이 아닙니다</translation>
    </message>
    <message>
        <source>The folder has more than %1 files.</source>
        <translation>폴더에 파일이 %1개보다 많습니다.</translation>
    </message>
    <message>
        <source>That is more than a flow: name the flow&apos;s own folder.</source>
        <translation>흐름 하나보다 많습니다. 흐름 자체의 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>it is a link to a folder</source>
        <translation>폴더로 가는 링크입니다</translation>
    </message>
    <message>
        <source>it is hidden</source>
        <translation>숨겨져 있습니다</translation>
    </message>
    <message>
        <source>it is made to hold keys</source>
        <translation>키를 담는 파일입니다</translation>
    </message>
    <message>
        <source>it holds a key</source>
        <translation>키가 들어 있습니다</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; can&apos;t be copied: %2.</source>
        <translation>&apos;%1&apos; 파일을 복사할 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Check its permissions and the room on the disk.</source>
        <translation>권한과 디스크의 여유 공간을 확인하세요.</translation>
    </message>
    <message>
        <source>Name another folder, or check its permissions and the room on the disk.</source>
        <translation>다른 폴더를 지정하거나, 권한과 디스크의 여유 공간을 확인하세요.</translation>
    </message>
    <message>
        <source>it is there and isn&apos;t empty</source>
        <translation>이미 있고 비어 있지 않습니다</translation>
    </message>
    <message>
        <source>The archive %1 can&apos;t be read: %2.</source>
        <translation>압축 파일 %1을(를) 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Get the archive once more; it may have been cut short on its way.</source>
        <translation>압축 파일을 다시 받으세요. 오는 도중에 잘렸을 수 있습니다.</translation>
    </message>
    <message>
        <source>The archive %1 can&apos;t be written: %2.</source>
        <translation>압축 파일 %1을(를) 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and the room on the disk.</source>
        <translation>폴더의 권한과 디스크의 여유 공간을 확인하세요.</translation>
    </message>
    <message>
        <source>The archive has a link instead of a file: &apos;%1&apos;.</source>
        <translation>압축 파일에 파일 대신 링크가 있습니다: &apos;%1&apos;.</translation>
    </message>
    <message>
        <source>Pack the file that it leads to in its place.</source>
        <translation>링크 대신 그 링크가 가리키는 파일을 압축하세요.</translation>
    </message>
    <message>
        <source>The archive has something that is no file: &apos;%1&apos;.</source>
        <translation>압축 파일에 파일이 아닌 것이 있습니다: &apos;%1&apos;.</translation>
    </message>
    <message>
        <source>Pack the flow&apos;s files alone.</source>
        <translation>흐름의 파일만 압축하세요.</translation>
    </message>
    <message>
        <source>The archive is locked with a password.</source>
        <translation>압축 파일이 암호로 잠겨 있습니다.</translation>
    </message>
    <message>
        <source>Unpack it with the program that asks for the password, and open the folder.</source>
        <translation>암호를 묻는 프로그램으로 압축을 풀고 그 폴더를 여세요.</translation>
    </message>
    <message>
        <source>The archive has a file that is packed in a way nobody here knows: &apos;%1&apos;.</source>
        <translation>압축 파일에 알 수 없는 방식으로 압축된 파일이 있습니다: &apos;%1&apos;.</translation>
    </message>
    <message>
        <source>Pack the folder anew, as an ordinary zip file (Deflate).</source>
        <translation>폴더를 보통의 zip 파일(Deflate)로 다시 압축하세요.</translation>
    </message>
    <message>
        <source>it is no zip file</source>
        <translation>zip 파일이 아닙니다</translation>
    </message>
    <message>
        <source>The archive has %1 files; of more than %2 none is unpacked.</source>
        <translation>압축 파일에 파일이 %1개 있습니다. %2개가 넘으면 풀지 않습니다.</translation>
    </message>
    <message>
        <source>Ask for an archive of the flow&apos;s folder alone, without environments and caches.</source>
        <translation>환경과 캐시 없이 흐름 폴더만 담은 압축 파일을 요청하세요.</translation>
    </message>
    <message>
        <source>The archive unpacks to more than %1 MB.</source>
        <translation>압축 파일을 풀면 %1MB보다 큽니다.</translation>
    </message>
    <message>
        <source>Such an archive fills the disk, and may be made for that. Ask for one without data sets and environments.</source>
        <translation>이런 압축 파일은 디스크를 가득 채우며, 그럴 목적으로 만들어졌을 수 있습니다. 데이터 세트와 환경이 없는 것을 요청하세요.</translation>
    </message>
    <message>
        <source>The archive has two files of the same name: &apos;%1&apos;.</source>
        <translation>압축 파일에 이름이 같은 파일이 두 개 있습니다: &apos;%1&apos;.</translation>
    </message>
    <message>
        <source>Pack the folder anew.</source>
        <translation>폴더를 다시 압축하세요.</translation>
    </message>
    <message>
        <source>The archive has a file and a folder of the same name: &apos;%1&apos;.</source>
        <translation>압축 파일에 이름이 같은 파일과 폴더가 있습니다: &apos;%1&apos;.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is larger than the archive says</source>
        <translation>&apos;%1&apos;이(가) 압축 파일에 적힌 것보다 큽니다</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is damaged</source>
        <translation>&apos;%1&apos;이(가) 손상되었습니다</translation>
    </message>
    <message>
        <source>The archive has a file that would be written outside of its folder: &apos;%1&apos;.</source>
        <translation>압축 파일에 폴더 밖에 쓰이게 될 파일이 있습니다: &apos;%1&apos;.</translation>
    </message>
    <message>
        <source>Ask for an archive of the flow&apos;s folder alone; this one may have been made to do harm.</source>
        <translation>흐름 폴더만 담은 압축 파일을 요청하세요. 이 파일은 해를 끼치려고 만들어졌을 수 있습니다.</translation>
    </message>
    <message>
        <source>The archive has a name that no file can have: &apos;%1&apos; %2.</source>
        <translation>압축 파일에 파일 이름이 될 수 없는 이름이 있습니다: &apos;%1&apos; %2.</translation>
    </message>
    <message>
        <source>Rename that file where the archive was made, and pack the folder anew.</source>
        <translation>압축한 곳에서 그 파일의 이름을 바꾸고 폴더를 다시 압축하세요.</translation>
    </message>
    <message>
        <source>has a control character</source>
        <translation>제어 문자가 있습니다</translation>
    </message>
    <message>
        <source>is longer than %1 bytes</source>
        <translation>%1바이트보다 깁니다</translation>
    </message>
    <message>
        <source>ruff couldn&apos;t look at the file: %1</source>
        <translation>ruff가 파일을 살펴보지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Check the ruff of the environment, or its settings in pyproject.toml.</source>
        <translation>환경의 ruff나 pyproject.toml의 설정을 확인하세요.</translation>
    </message>
    <message>
        <source>The file can&apos;t be formatted: %1</source>
        <translation>파일의 서식을 맞출 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Mend what is marked in it first.</source>
        <translation>먼저 표시된 곳을 고치세요.</translation>
    </message>
    <message>
        <source>There is more than the command takes: &apos;%1&apos;.</source>
        <translation>명령이 받는 것보다 많습니다: &apos;%1&apos;.</translation>
    </message>
    <message>
        <source>Write one command a line; help tells what each takes.</source>
        <translation>한 줄에 명령 하나씩 쓰세요. help가 각 명령이 받는 것을 알려 줍니다.</translation>
    </message>
    <message>
        <source>The quotation mark isn&apos;t closed.</source>
        <translation>따옴표가 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>Add a &quot; behind the name.</source>
        <translation>이름 뒤에 &quot;를 붙이세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; needs the name of a node.</source>
        <translation>&apos;%1&apos;에는 노드 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>Write %1 NODE; list tells the nodes.</source>
        <translation>%1 NODE로 쓰세요. list가 노드를 알려 줍니다.</translation>
    </message>
    <message>
        <source>There is no command &apos;%1&apos;.</source>
        <translation>&apos;%1&apos;(이)라는 명령은 없습니다.</translation>
    </message>
    <message>
        <source>help tells the commands.</source>
        <translation>help가 명령을 알려 줍니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; needs a number.</source>
        <translation>&apos;%1&apos;에는 숫자가 필요합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; needs a number, and &apos;%2&apos; is none.</source>
        <translation>&apos;%1&apos;에는 숫자가 필요한데 &apos;%2&apos;은(는) 숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>&apos;if&apos; needs an expression.</source>
        <translation>&apos;if&apos;에는 식이 필요합니다.</translation>
    </message>
    <message>
        <source>Write if nodes.NAME.output == 1.</source>
        <translation>if nodes.NAME.output == 1처럼 쓰세요.</translation>
    </message>
    <message>
        <source>&apos;log&apos; needs a text.</source>
        <translation>&apos;log&apos;에는 텍스트가 필요합니다.</translation>
    </message>
    <message>
        <source>{{ expressions }} in it are filled in.</source>
        <translation>그 안의 {{ 식 }}은 값으로 채워집니다.</translation>
    </message>
    <message>
        <source>A breakpoint has nothing like &apos;%1&apos;.</source>
        <translation>중단점에는 &apos;%1&apos; 같은 것이 없습니다.</translation>
    </message>
    <message>
        <source>After the node come before or after, if EXPR, hits N and log TEXT.</source>
        <translation>노드 다음에는 before 또는 after, if EXPR, hits N, log TEXT가 옵니다.</translation>
    </message>
    <message>
        <source>The value is no JSON: %1</source>
        <translation>값이 JSON이 아닙니다: %1</translation>
    </message>
    <message>
        <source>Write a text in double quotes, and true, false or null as they are.</source>
        <translation>텍스트는 큰따옴표로 묶고 true, false, null은 그대로 쓰세요.</translation>
    </message>
    <message>
        <source>Write set NODE.inputs.KEY = JSON, or set NODE.output = JSON.</source>
        <translation>set NODE.inputs.KEY = JSON 또는 set NODE.output = JSON으로 쓰세요.</translation>
    </message>
    <message>
        <source>&apos;set&apos; lacks a value.</source>
        <translation>&apos;set&apos;에 값이 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be set.</source>
        <translation>&apos;%1&apos;은(는) 설정할 수 없습니다.</translation>
    </message>
    <message>
        <source>&apos;print&apos; needs an expression.</source>
        <translation>&apos;print&apos;에는 식이 필요합니다.</translation>
    </message>
    <message>
        <source>Write print nodes.NAME.output.</source>
        <translation>print nodes.NAME.output으로 쓰세요.</translation>
    </message>
    <message>
        <source>The line is too long.</source>
        <translation>줄이 너무 깁니다.</translation>
    </message>
    <message>
        <source>The line isn&apos;t UTF-8.</source>
        <translation>줄이 UTF-8이 아닙니다.</translation>
    </message>
    <message>
        <source>Save the script as UTF-8.</source>
        <translation>스크립트를 UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>There is no breakpoint %1.</source>
        <translation>중단점 %1은(는) 없습니다.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; has given nothing yet that could be pinned.</source>
        <translation>노드 &apos;%1&apos;에는 아직 고정할 출력이 없습니다.</translation>
    </message>
    <message>
        <source>Run it first, or say the value.</source>
        <translation>먼저 실행하거나 값을 지정하세요.</translation>
    </message>
    <message>
        <source>The run isn&apos;t stopped at a node.</source>
        <translation>실행이 노드에서 일시 중지되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Set a breakpoint, or pause the run.</source>
        <translation>중단점을 설정하거나 실행을 일시 중지하세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; hasn&apos;t run yet.</source>
        <translation>노드 &apos;%1&apos;은(는) 아직 실행되지 않았습니다.</translation>
    </message>
    <message>
        <source>Continue; a node that has run or failed can be run again.</source>
        <translation>계속하세요. 실행되었거나 실패한 노드는 다시 실행할 수 있습니다.</translation>
    </message>
    <message>
        <source>The debugger let the node &apos;%1&apos; fail.</source>
        <translation>디버거가 노드 &apos;%1&apos;을(를) 실패로 처리했습니다.</translation>
    </message>
    <message>
        <source>The condition can&apos;t be evaluated. %1</source>
        <translation>조건을 계산할 수 없습니다. %1</translation>
    </message>
    <message>
        <source>There are none here.</source>
        <translation>여기에는 없습니다.</translation>
    </message>
    <message>
        <source>There are %1.</source>
        <translation>있는 것: %1.</translation>
    </message>
    <message>
        <source>The expression names &apos;%1&apos;, which isn&apos;t there.</source>
        <translation>식에 있는 &apos;%1&apos;은(는) 존재하지 않습니다.</translation>
    </message>
    <message>
        <source>The expression names the node &apos;%1&apos;, which isn&apos;t there.</source>
        <translation>식에 있는 노드 &apos;%1&apos;은(는) 존재하지 않습니다.</translation>
    </message>
    <message>
        <source>No node is named.</source>
        <translation>노드 이름이 없습니다.</translation>
    </message>
    <message>
        <source>Name one of the flow&apos;s nodes.</source>
        <translation>흐름의 노드 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; is through.</source>
        <translation>노드 &apos;%1&apos;은(는) 이미 끝났습니다.</translation>
    </message>
    <message>
        <source>Stop after it the next time, or pin what it is to give, and restart.</source>
        <translation>다음에는 그 노드 뒤에서 멈추거나 출력을 고정한 다음 다시 시작하세요.</translation>
    </message>
    <message>
        <source>%1 should be of type %2 and is of type %3.</source>
        <translation>%1의 형식은 %2이어야 하는데 %3입니다.</translation>
    </message>
    <message>
        <source>The answer should be JSON and isn&apos;t: %1</source>
        <translation>응답이 JSON이어야 하는데 아닙니다: %1</translation>
    </message>
    <message>
        <source>The answer should be a JSON object and is of type %1.</source>
        <translation>응답이 JSON 개체여야 하는데 형식이 %1입니다.</translation>
    </message>
    <message>
        <source>%1 should be one of %2 and is %3.</source>
        <translation>%1은(는) %2 중 하나여야 하는데 %3입니다.</translation>
    </message>
    <message>
        <source>%1 should be %2 and is %3.</source>
        <translation>%1은(는) %2이어야 하는데 %3입니다.</translation>
    </message>
    <message>
        <source>%1 fits none of what it may be.</source>
        <translation>%1은(는) 허용되는 어느 것에도 맞지 않습니다.</translation>
    </message>
    <message>
        <source>%1 lacks &apos;%2&apos;.</source>
        <translation>%1에 &apos;%2&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>%1 has &apos;%2&apos;, which isn&apos;t among what it may have.</source>
        <translation>%1에 있는 &apos;%2&apos;은(는) 허용되지 않습니다.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; doesn&apos;t hold pins.</source>
        <translation>파일 &apos;%1&apos;에 고정된 출력이 없습니다.</translation>
    </message>
    <message>
        <source>It should be a JSON object with the values of nodes by their names.</source>
        <translation>노드 이름별 값을 담은 JSON 개체여야 합니다.</translation>
    </message>
    <message>
        <source>The expression takes too much: %1.</source>
        <translation>식이 시간이나 메모리를 너무 많이 씁니다: %1.</translation>
    </message>
    <message>
        <source>Ask for less: an expression is given a second and half a gigabyte.</source>
        <translation>더 적게 요청하세요. 식에는 약 1초와 0.5GB가 주어집니다.</translation>
    </message>
    <message>
        <source>This is no expression: %1.</source>
        <translation>식이 아닙니다: %1.</translation>
    </message>
    <message>
        <source>The expression has no value: %1.</source>
        <translation>식의 값을 구할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>Write it in Jinja, over inputs and nodes.NAME.inputs, .output and .usage.</source>
        <translation>inputs와 nodes.NAME.inputs, .output, .usage를 사용하여 Jinja로 쓰세요.</translation>
    </message>
    <message>
        <source>There is no expression.</source>
        <translation>식이 없습니다.</translation>
    </message>
    <message>
        <source>Write one such as nodes.NAME.output.</source>
        <translation>nodes.NAME.output 같은 식을 쓰세요.</translation>
    </message>
    <message>
        <source>The expression is too long.</source>
        <translation>식이 너무 깁니다.</translation>
    </message>
    <message>
        <source>Write it with less than 64 kB.</source>
        <translation>64kB보다 짧게 쓰세요.</translation>
    </message>
    <message>
        <source>The file isn&apos;t a flow: it holds no mapping.</source>
        <translation>파일이 플로가 아닙니다. 매핑이 없습니다.</translation>
    </message>
    <message>
        <source>Compare flow.dag.yaml files, or folders that hold one.</source>
        <translation>flow.dag.yaml 파일이나 그것이 있는 폴더를 비교하세요.</translation>
    </message>
    <message>
        <source>The common ancestor can&apos;t be read as a flow, or has a name twice.</source>
        <translation>공통 조상을 플로로 읽을 수 없거나 같은 이름이 두 번 있습니다.</translation>
    </message>
    <message>
        <source>Our side can&apos;t be read as a flow, or has a name twice.</source>
        <translation>우리 쪽을 플로로 읽을 수 없거나 같은 이름이 두 번 있습니다.</translation>
    </message>
    <message>
        <source>Their side can&apos;t be read as a flow, or has a name twice.</source>
        <translation>상대 쪽을 플로로 읽을 수 없거나 같은 이름이 두 번 있습니다.</translation>
    </message>
    <message>
        <source>The texts can&apos;t be merged entry by entry.</source>
        <translation>텍스트를 항목별로 병합할 수 없습니다.</translation>
    </message>
    <message>
        <source>Returns end lines by themselves.</source>
        <translation>캐리지 리턴만으로 끝나는 줄이 있습니다.</translation>
    </message>
    <message>
        <source>Make it one with `git init`, or open a folder of one.</source>
        <translation>`git init`으로 저장소를 만들거나 저장소의 폴더를 여세요.</translation>
    </message>
    <message>
        <source>This folder is in no git repository.</source>
        <translation>이 폴더는 git 저장소 안에 있지 않습니다.</translation>
    </message>
    <message>
        <source>If you trust it: git config --global --add safe.directory FOLDER</source>
        <translation>신뢰한다면: git config --global --add safe.directory FOLDER</translation>
    </message>
    <message>
        <source>The repository belongs to another user, so git doesn&apos;t use it.</source>
        <translation>저장소가 다른 사용자의 것이어서 git이 사용하지 않습니다.</translation>
    </message>
    <message>
        <source>Wait for the other git, or remove the lock file that git names below if none runs.</source>
        <translation>다른 git을 기다리거나, 실행 중인 git이 없으면 아래에 나온 잠금 파일을 지우세요.</translation>
    </message>
    <message>
        <source>Another git works in this repository, or one that was killed left its lock.</source>
        <translation>다른 git이 이 저장소에서 작업 중이거나, 강제 종료된 git이 잠금을 남겼습니다.</translation>
    </message>
    <message>
        <source>Make room and do it again; what was there is unchanged.</source>
        <translation>공간을 확보한 뒤 다시 하세요. 있던 내용은 그대로입니다.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>디스크가 가득 찼습니다.</translation>
    </message>
    <message>
        <source>Name your organisation&apos;s certificates in http.sslCAInfo.</source>
        <translation>조직의 인증서를 http.sslCAInfo에 지정하세요.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate isn&apos;t trusted.</source>
        <translation>서버의 인증서를 신뢰할 수 없습니다.</translation>
    </message>
    <message>
        <source>Connect once with ssh in a terminal and compare its key.</source>
        <translation>터미널에서 ssh로 한 번 연결하여 키를 비교하세요.</translation>
    </message>
    <message>
        <source>The server&apos;s key isn&apos;t known, or is another than it was.</source>
        <translation>서버의 키를 모르거나 이전과 다릅니다.</translation>
    </message>
    <message>
        <source>The server has commits that aren&apos;t here, so it refused the push.</source>
        <translation>서버에 여기 없는 커밋이 있어서 푸시를 거부했습니다.</translation>
    </message>
    <message>
        <source>Commit or stash your changes first.</source>
        <translation>먼저 변경 내용을 커밋하거나 스태시하세요.</translation>
    </message>
    <message>
        <source>Git would overwrite changes that aren&apos;t committed.</source>
        <translation>git이 커밋하지 않은 변경 내용을 덮어쓰게 됩니다.</translation>
    </message>
    <message>
        <source>The server can&apos;t be reached.</source>
        <translation>서버에 연결할 수 없습니다.</translation>
    </message>
    <message>
        <source>Check user name, password, token or key; they may have expired.</source>
        <translation>사용자 이름, 암호, 토큰 또는 키를 확인하세요. 만료되었을 수 있습니다.</translation>
    </message>
    <message>
        <source>The server didn&apos;t accept the credentials.</source>
        <translation>서버가 자격 증명을 받아들이지 않았습니다.</translation>
    </message>
    <message>
        <source>In a restricted folder git may not %1: it could run programs that the repository names.</source>
        <translation>제한된 폴더에서는 git %1을(를) 할 수 없습니다. 저장소가 지정한 프로그램을 실행할 수 있기 때문입니다.</translation>
    </message>
    <message>
        <source>Trust the folder first.</source>
        <translation>먼저 폴더를 신뢰하도록 설정하세요.</translation>
    </message>
    <message>
        <source>Git can&apos;t be started: %1</source>
        <translation>git을 시작할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Install git, or put it on the PATH.</source>
        <translation>git을 설치하거나 PATH에 추가하세요.</translation>
    </message>
    <message>
        <source>git %1 ended with %2.</source>
        <translation>git %1이(가) %2(으)로 끝났습니다.</translation>
    </message>
    <message>
        <source>git %1 failed: %2</source>
        <translation>git %1 실패: %2</translation>
    </message>
    <message>
        <source>What git wrote tells more.</source>
        <translation>git이 출력한 내용에 더 자세한 설명이 있습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; holds more than %2 files.</source>
        <translation>&apos;%1&apos;에 파일이 %2개보다 많습니다.</translation>
    </message>
    <message>
        <source>Name a flow folder.</source>
        <translation>플로 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no file, no folder and nothing in a commit of this repository.</source>
        <translation>&apos;%1&apos;은(는) 파일도 폴더도 아니고 이 저장소의 커밋에도 없습니다.</translation>
    </message>
    <message>
        <source>A file of a commit is REV:PATH, as in HEAD:flows/chat/flow.dag.yaml.</source>
        <translation>커밋의 파일은 HEAD:flows/chat/flow.dag.yaml처럼 REV:PATH로 씁니다.</translation>
    </message>
    <message>
        <source>What was packed is damaged, or too large.</source>
        <translation>압축된 내용이 손상되었거나 너무 큽니다.</translation>
    </message>
    <message>
        <source>A run of the history can&apos;t be unsealed.</source>
        <translation>실행 기록의 실행을 복호화할 수 없습니다.</translation>
    </message>
    <message>
        <source>The vault&apos;s key came from %1: give the key it was recorded with.</source>
        <translation>보관소 키는 %1에서 왔습니다. 기록할 때의 키를 지정하세요.</translation>
    </message>
    <message>
        <source>Bytes can&apos;t be packed: %1.</source>
        <translation>바이트를 압축할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>A run of the history is damaged, or of a newer Postern.</source>
        <translation>실행 기록의 실행이 손상되었거나 더 최신 Postern의 것입니다.</translation>
    </message>
    <message>
        <source>The history %1 was written by a newer Postern.</source>
        <translation>실행 기록 %1은(는) 더 최신 Postern이 썼습니다.</translation>
    </message>
    <message>
        <source>Use that one, or set POSTERN_HOME to another folder.</source>
        <translation>그 Postern을 사용하거나 POSTERN_HOME을 다른 폴더로 지정하세요.</translation>
    </message>
    <message>
        <source>The history %1 is damaged.</source>
        <translation>실행 기록 %1이(가) 손상되었습니다.</translation>
    </message>
    <message>
        <source>The next run sets it aside and begins a new one.</source>
        <translation>다음 실행이 이것을 따로 두고 새 기록을 시작합니다.</translation>
    </message>
    <message>
        <source>The history %1 is locked by another program.</source>
        <translation>다른 프로그램이 실행 기록 %1을(를) 잠갔습니다.</translation>
    </message>
    <message>
        <source>Try again once that has ended.</source>
        <translation>그 프로그램이 끝난 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The history %1 can&apos;t be written.</source>
        <translation>실행 기록 %1에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Look for its permissions, or set POSTERN_HOME to another folder.</source>
        <translation>권한을 확인하거나 POSTERN_HOME을 다른 폴더로 지정하세요.</translation>
    </message>
    <message>
        <source>The history %1 can&apos;t be used: %2.</source>
        <translation>실행 기록 %1을(를) 사용할 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Look for space and for the permissions of its folder.</source>
        <translation>남은 공간과 폴더의 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The damaged history %1 can&apos;t be set aside: %2.</source>
        <translation>손상된 실행 기록 %1을(를) 따로 둘 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Move it away.</source>
        <translation>다른 곳으로 옮기세요.</translation>
    </message>
    <message>
        <source>The records of a run are damaged.</source>
        <translation>실행의 기록이 손상되었습니다.</translation>
    </message>
    <message>
        <source>There is no run &apos;%1&apos; in the history.</source>
        <translation>실행 기록에 &apos;%1&apos; 실행이 없습니다.</translation>
    </message>
    <message>
        <source>`postern run list` shows the runs that there are.</source>
        <translation>`postern run list`로 있는 실행을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>More than one run begins with &apos;%1&apos;.</source>
        <translation>&apos;%1&apos;(으)로 시작하는 실행이 둘 이상입니다.</translation>
    </message>
    <message>
        <source>Give more of its id: %1, %2 ...</source>
        <translation>ID를 더 길게 지정하세요: %1, %2 ...</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be a tag.</source>
        <translation>&apos;%1&apos;은(는) 태그가 될 수 없습니다.</translation>
    </message>
    <message>
        <source>A tag is one word without quotes, of at most 100 bytes.</source>
        <translation>태그는 따옴표 없는 한 낱말이며 100바이트를 넘을 수 없습니다.</translation>
    </message>
    <message>
        <source>The run %1 goes on.</source>
        <translation>실행 %1이(가) 아직 진행 중입니다.</translation>
    </message>
    <message>
        <source>Stop it, or wait for its end.</source>
        <translation>중지하거나 끝날 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>A value of a run is damaged.</source>
        <translation>실행의 값이 손상되었습니다.</translation>
    </message>
    <message>
        <source>%1 Runs aren&apos;t recorded. %2</source>
        <translation>%1 실행을 기록하지 않습니다. %2</translation>
    </message>
    <message>
        <source>This run isn&apos;t recorded: %1.</source>
        <translation>이 실행을 기록하지 않습니다: %1.</translation>
    </message>
    <message>
        <source>The flow of this run wasn&apos;t kept.</source>
        <translation>이 실행의 흐름은 보관되지 않았습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; asks for a number, and &apos;%2&apos; is none.</source>
        <translation>&apos;%1&apos;에는 숫자가 필요하지만 &apos;%2&apos;은(는) 숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>Write it as %1.</source>
        <translation>%1처럼 쓰세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no day.</source>
        <translation>&apos;%1&apos;은(는) 날짜가 아닙니다.</translation>
    </message>
    <message>
        <source>Write it as 2026-11-30.</source>
        <translation>2026-11-30처럼 쓰세요.</translation>
    </message>
    <message>
        <source>There is no state &apos;%1&apos;.</source>
        <translation>&apos;%1&apos; 상태가 없습니다.</translation>
    </message>
    <message>
        <source>There are: completed, failed, canceled, interrupted, running.</source>
        <translation>있는 상태: completed, failed, canceled, interrupted, running.</translation>
    </message>
    <message>
        <source>There is nothing called &apos;%1&apos; to search by.</source>
        <translation>&apos;%1&apos;(으)로 검색할 수 없습니다.</translation>
    </message>
    <message>
        <source>There are: state, node, tag, kind, flow, variant, commit, id, parent, pinned, after, before, cost, tokens, time, lines, failed. A text with such a sign goes into quotes.</source>
        <translation>있는 것: state, node, tag, kind, flow, variant, commit, id, parent, pinned, after, before, cost, tokens, time, lines, failed. 이런 기호가 있는 글은 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>%1 This run isn&apos;t recorded. %2</source>
        <translation>%1 이 실행을 기록하지 않습니다. %2</translation>
    </message>
    <message>
        <source>The history %1 can&apos;t be written fast enough. What of this run isn&apos;t there yet may be missing.</source>
        <translation>실행 기록 %1에 충분히 빨리 쓸 수 없습니다. 이 실행에서 아직 쓰지 못한 것은 빠질 수 있습니다.</translation>
    </message>
    <message>
        <source>The history %1 was damaged.</source>
        <translation>실행 기록 %1이(가) 손상되어 있었습니다.</translation>
    </message>
    <message>
        <source>The history was damaged. It was set aside as %1, and a new one begun.</source>
        <translation>실행 기록이 손상되어 있었습니다. %1(으)로 따로 두고 새 기록을 시작했습니다.</translation>
    </message>
    <message>
        <source>The recording &apos;%1&apos; can&apos;t be read: %2</source>
        <translation>녹화 &apos;%1&apos;을(를) 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Record it anew with --record, or bring back the file as it was committed.</source>
        <translation>--record로 다시 녹화하거나 커밋한 상태의 파일로 되돌리세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is missing.</source>
        <translation>&apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be a text.</source>
        <translation>&apos;%1&apos;은(는) 텍스트여야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be a whole number.</source>
        <translation>&apos;%1&apos;은(는) 정수여야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be an object.</source>
        <translation>&apos;%1&apos;은(는) 개체여야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be a list of texts.</source>
        <translation>&apos;%1&apos;은(는) 텍스트 목록이어야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no recording of a run.</source>
        <translation>&apos;%1&apos;은(는) 실행을 녹화한 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>Name a file that `flow test --record` wrote.</source>
        <translation>`flow test --record`가 쓴 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>The recording &apos;%1&apos; was written by a newer Postern: its form is %2, this program knows %3.</source>
        <translation>녹화 &apos;%1&apos;은(는) 더 최신 Postern이 쓴 것입니다: 형식은 %2이고 이 프로그램은 %3까지 압니다.</translation>
    </message>
    <message>
        <source>Use a newer Postern, or record it anew.</source>
        <translation>더 최신 Postern을 사용하거나 다시 녹화하세요.</translation>
    </message>
    <message>
        <source>Expectations should be a mapping.</source>
        <translation>기대값은 매핑이어야 합니다.</translation>
    </message>
    <message>
        <source>See docs/tests.md.</source>
        <translation>docs/tests.md를 참조하세요.</translation>
    </message>
    <message>
        <source>There is no expectation &apos;%1&apos;.</source>
        <translation>&apos;%1&apos;이라는 기대값 항목은 없습니다.</translation>
    </message>
    <message>
        <source>This should be a text.</source>
        <translation>여기에는 텍스트가 와야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no status: Completed, Failed and Bypassed are.</source>
        <translation>&apos;%1&apos;은(는) 상태가 아닙니다. Completed, Failed, Bypassed가 상태입니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be a mapping.</source>
        <translation>&apos;%1&apos;은(는) 매핑이어야 합니다.</translation>
    </message>
    <message>
        <source>Write what is expected of node &apos;%1&apos; as a mapping.</source>
        <translation>노드 &apos;%1&apos;에 기대하는 것을 매핑으로 작성하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be a list of expressions.</source>
        <translation>&apos;%1&apos;은(는) 식 목록이어야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; expects nothing.</source>
        <translation>&apos;%1&apos;에는 기대값이 없습니다.</translation>
    </message>
    <message>
        <source>Write what the outputs should be, or expectations: see docs/tests.md.</source>
        <translation>출력이 어떠해야 하는지 또는 기대값을 작성하세요. docs/tests.md를 참조하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be read</source>
        <translation>&apos;%1&apos;을(를) 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>&apos;%1&apos; says that it isn&apos;t repeatable</source>
        <translation>&apos;%1&apos;에 반복할 수 없다고 쓰여 있습니다</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>it imports &apos;%1&apos;, and what that does isn&apos;t known</source>
        <translation>&apos;%1&apos;을(를) 가져오는데, 그것이 무엇을 하는지 알 수 없습니다</translation>
    </message>
    <message>
        <source>it asks a service, or a package whose doings aren&apos;t known</source>
        <translation>서비스에 묻거나, 무엇을 하는지 알 수 없는 패키지를 사용합니다</translation>
    </message>
    <message>
        <source>its template can&apos;t be read</source>
        <translation>템플릿을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>The flow asks for something</source>
        <translation>흐름이 요청한 내용은</translation>
    </message>
    <message>
        <source>Node &apos;%1&apos; asks for something</source>
        <translation>노드 &apos;%1&apos;이(가) 요청한 내용은</translation>
    </message>
    <message>
        <source>Record the run anew with --record, or take the change back.</source>
        <translation>--record로 실행을 다시 녹화하거나 변경을 되돌리세요.</translation>
    </message>
    <message>
        <source>%1 that the recording &apos;%2&apos; doesn&apos;t have.</source>
        <translation>%1 녹화 &apos;%2&apos;에 없습니다.</translation>
    </message>
    <message>
        <source>The run that was recorded didn&apos;t wait for this answer.</source>
        <translation>녹화한 실행은 이 응답을 기다리지 않았습니다.</translation>
    </message>
    <message>
        <source>It asks the same once more than the run that was recorded.</source>
        <translation>같은 요청을 녹화한 실행보다 한 번 더 합니다.</translation>
    </message>
    <message>
        <source>What differs: %1</source>
        <translation>다른 점: %1</translation>
    </message>
    <message>
        <source>What differs first: %1 (and %2 more)</source>
        <translation>처음 다른 점: %1 (외 %2개)</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>it uses &apos;%1&apos;</source>
        <translation>&apos;%1&apos;을(를) 사용합니다</translation>
    </message>
    <message>
        <source>it keeps &apos;%1&apos; between calls</source>
        <translation>호출 사이에 &apos;%1&apos;을(를) 유지합니다</translation>
    </message>
    <message>
        <source>&apos;%1&apos; isn&apos;t the record of a run.</source>
        <translation>&apos;%1&apos;은(는) 실행 기록이 아닙니다.</translation>
    </message>
    <message>
        <source>Name a file that `flow test` wrote with --detail, --events or --record.</source>
        <translation>`flow test`가 --detail, --events 또는 --record로 쓴 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>Name one of its nodes with --from.</source>
        <translation>--from으로 흐름의 노드를 지정하세요.</translation>
    </message>
    <message>
        <source>What node &apos;%1&apos; gave can&apos;t be taken from &apos;%2&apos;: %3</source>
        <translation>노드 &apos;%1&apos;의 출력을 &apos;%2&apos;에서 가져올 수 없습니다: %3</translation>
    </message>
    <message>
        <source>Run from an earlier node, or give its value with --answers %1=VALUE.</source>
        <translation>더 앞의 노드부터 실행하거나 --answers %1=VALUE로 값을 주세요.</translation>
    </message>
    <message>
        <source>the run didn&apos;t come to it.</source>
        <translation>실행이 그 노드에 이르지 못했습니다.</translation>
    </message>
    <message>
        <source>it didn&apos;t end well there.</source>
        <translation>그 실행에서 정상적으로 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>it is an object of Python, which can&apos;t be kept.</source>
        <translation>보관할 수 없는 Python 객체입니다.</translation>
    </message>
    <message>
        <source>The recording can&apos;t be written to &apos;%1&apos;.</source>
        <translation>녹화를 &apos;%1&apos;에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Look for space and for the permissions of the file.</source>
        <translation>남은 공간과 파일 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>nothing is known of it</source>
        <translation>알려진 것이 없습니다</translation>
    </message>
    <message>
        <source>it is to run</source>
        <translation>실행하도록 지정되었습니다</translation>
    </message>
    <message>
        <source>it isn&apos;t repeatable: %1</source>
        <translation>반복할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>it has a condition, which is looked at when it runs</source>
        <translation>조건이 있어 실행할 때 확인합니다</translation>
    </message>
    <message>
        <source>it gets what &apos;%1&apos; gives, which isn&apos;t known yet</source>
        <translation>&apos;%1&apos;의 출력을 받는데 아직 알 수 없습니다</translation>
    </message>
    <message>
        <source>nothing is kept of it for what it gets now</source>
        <translation>지금 받는 입력에 대해 보관된 것이 없습니다</translation>
    </message>
    <message>
        <source>A file of test cases should be a mapping.</source>
        <translation>테스트 케이스 파일은 매핑이어야 합니다.</translation>
    </message>
    <message>
        <source>Beside &apos;%1&apos; there is nothing in such a file.</source>
        <translation>그런 파일에는 &apos;%1&apos; 외에 다른 것이 올 수 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be a list of cases.</source>
        <translation>&apos;%1&apos;은(는) 케이스 목록이어야 합니다.</translation>
    </message>
    <message>
        <source>A test case should be a mapping.</source>
        <translation>테스트 케이스는 매핑이어야 합니다.</translation>
    </message>
    <message>
        <source>The test case &apos;%1&apos; expects nothing.</source>
        <translation>테스트 케이스 &apos;%1&apos;에는 기대값이 없습니다.</translation>
    </message>
    <message>
        <source>A test case has no &apos;%1&apos;.</source>
        <translation>테스트 케이스에 &apos;%1&apos;이라는 항목은 없습니다.</translation>
    </message>
    <message>
        <source>This should be a mapping.</source>
        <translation>여기에는 매핑이 와야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; doesn&apos;t hold.</source>
        <translation>&apos;%1&apos;이(가) 성립하지 않습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be evaluated: %2</source>
        <translation>&apos;%1&apos;을(를) 계산할 수 없습니다: %2</translation>
    </message>
    <message>
        <source>The run has no &apos;%1&apos;.</source>
        <translation>실행에 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; isn&apos;t what is expected.</source>
        <translation>&apos;%1&apos;이(가) 기대한 것과 다릅니다.</translation>
    </message>
    <message>
        <source>The run didn&apos;t come to node &apos;%1&apos;.</source>
        <translation>실행이 노드 &apos;%1&apos;에 이르지 못했습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; isn&apos;t what is expected: %2</source>
        <translation>&apos;%1&apos;이(가) 기대한 것과 다릅니다: %2</translation>
    </message>
    <message>
        <source>The run fails with another error.</source>
        <translation>실행이 다른 오류로 실패합니다.</translation>
    </message>
    <message>
        <source>The run should fail, and doesn&apos;t.</source>
        <translation>실패해야 하는 실행이 실패하지 않습니다.</translation>
    </message>
    <message>
        <source>The run fails: %1</source>
        <translation>실행이 실패합니다: %1</translation>
    </message>
    <message>
        <source>Name one of its nodes with --until.</source>
        <translation>--until로 흐름의 노드를 지정하세요.</translation>
    </message>
    <message>
        <source>The prices in &apos;%1&apos; can&apos;t be read: %2</source>
        <translation>&apos;%1&apos;의 가격을 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Write them as resources/models/prices.json has them, or remove the file.</source>
        <translation>resources/models/prices.json의 형식으로 작성하거나 파일을 제거하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; of &apos;%2&apos; is no price.</source>
        <translation>&apos;%2&apos;의 &apos;%1&apos;이(가) 가격이 아닙니다.</translation>
    </message>
    <message>
        <source>It should be an object.</source>
        <translation>개체여야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no regular expression: %2 at character %3.</source>
        <translation>&apos;%1&apos;은(는) 정규식이 아닙니다: %2(%3번째 문자).</translation>
    </message>
    <message>
        <source>Correct it.</source>
        <translation>고치세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be &apos;%2&apos;.</source>
        <translation>&apos;%1&apos;은(는) &apos;%2&apos;일 수 없습니다.</translation>
    </message>
    <message>
        <source>Set it to a whole number from 1 on.</source>
        <translation>1 이상의 정수로 지정하세요.</translation>
    </message>
    <message>
        <source>Azure key</source>
        <translation>Azure 키</translation>
    </message>
    <message>
        <source>OpenAI key</source>
        <translation>OpenAI 키</translation>
    </message>
    <message>
        <source>Azure Storage or Cosmos DB key</source>
        <translation>Azure Storage 또는 Cosmos DB 키</translation>
    </message>
    <message>
        <source>Azure Service Bus, Event Hubs or IoT key</source>
        <translation>Azure Service Bus, Event Hubs 또는 IoT 키</translation>
    </message>
    <message>
        <source>shared access signature</source>
        <translation>공유 액세스 서명</translation>
    </message>
    <message>
        <source>password in a connection string</source>
        <translation>연결 문자열의 암호</translation>
    </message>
    <message>
        <source>password in an address</source>
        <translation>주소의 암호</translation>
    </message>
    <message>
        <source>Microsoft Entra client secret</source>
        <translation>Microsoft Entra 클라이언트 암호</translation>
    </message>
    <message>
        <source>Azure DevOps token</source>
        <translation>Azure DevOps 토큰</translation>
    </message>
    <message>
        <source>JSON Web Token</source>
        <translation>JSON 웹 토큰</translation>
    </message>
    <message>
        <source>GitHub token</source>
        <translation>GitHub 토큰</translation>
    </message>
    <message>
        <source>GitLab token</source>
        <translation>GitLab 토큰</translation>
    </message>
    <message>
        <source>Slack token or webhook</source>
        <translation>Slack 토큰 또는 웹후크</translation>
    </message>
    <message>
        <source>key of another cloud service</source>
        <translation>다른 클라우드 서비스의 키</translation>
    </message>
    <message>
        <source>private key</source>
        <translation>개인 키</translation>
    </message>
    <message>
        <source>credential of an authorization header</source>
        <translation>인증 헤더의 자격 증명</translation>
    </message>
    <message>
        <source>value under a secret&apos;s name</source>
        <translation>비밀 이름 아래의 값</translation>
    </message>
    <message>
        <source>long random text</source>
        <translation>긴 무작위 텍스트</translation>
    </message>
    <message>
        <source>The pattern of &apos;%1&apos; can&apos;t be read at %2.</source>
        <translation>&apos;%1&apos;의 패턴을 %2에서 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Keep it out of the repository, and make a new one: this one has been seen.</source>
        <translation>저장소에 두지 말고 새로 만드세요. 이 키는 이미 노출되었습니다.</translation>
    </message>
    <message>
        <source>Put it into a connection (`postern connection create`) and name that in the node, or read it as ${env:NAME}; then make a new key.</source>
        <translation>연결(`postern connection create`)에 넣고 노드에서 그 연결을 지정하거나 ${env:NAME}으로 읽으세요. 그런 다음 새 키를 만드세요.</translation>
    </message>
    <message>
        <source>Read it from the environment or a connection, and have it made anew.</source>
        <translation>환경 변수나 연결에서 읽고, 새로 발급받으세요.</translation>
    </message>
    <message>
        <source>run data that prompt flow left</source>
        <translation>prompt flow가 남긴 실행 데이터</translation>
    </message>
    <message>
        <source>Add .promptflow/ to .gitignore, and take the folder out of git (git rm -r --cached).</source>
        <translation>.promptflow/를 .gitignore에 추가하고 폴더를 git에서 빼세요(git rm -r --cached).</translation>
    </message>
    <message>
        <source>An entry is like {fingerprint: 0011223344556677, reason: &quot;made up&quot;}.</source>
        <translation>항목은 {fingerprint: 0011223344556677, reason: &quot;made up&quot;}처럼 씁니다.</translation>
    </message>
    <message>
        <source>The list of allowed secrets has no &apos;allow&apos; with entries.</source>
        <translation>허용된 비밀 목록에 항목이 있는 &apos;allow&apos;가 없습니다.</translation>
    </message>
    <message>
        <source>An entry of the allowed secrets is no mapping.</source>
        <translation>허용된 비밀의 항목이 매핑이 아닙니다.</translation>
    </message>
    <message>
        <source>An allowed secret has no reason.</source>
        <translation>허용된 비밀에 이유가 없습니다.</translation>
    </message>
    <message>
        <source>An allowed secret has neither fingerprint nor path.</source>
        <translation>허용된 비밀에 지문도 경로도 없습니다.</translation>
    </message>
    <message>
        <source>Clear the notebook&apos;s outputs before it is committed, and make a new key.</source>
        <translation>커밋하기 전에 노트북의 출력을 지우고 새 키를 만드세요.</translation>
    </message>
    <message>
        <source>There is no &apos;%1&apos;.</source>
        <translation>&apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>경로를 확인하세요.</translation>
    </message>
    <message>
        <source>The run %1 is in the history already.</source>
        <translation>실행 %1이(가) 이미 실행 기록에 있습니다.</translation>
    </message>
    <message>
        <source>Delete it first.</source>
        <translation>먼저 삭제하세요.</translation>
    </message>
    <message>
        <source>The run has no records.</source>
        <translation>실행에 기록이 없습니다.</translation>
    </message>
    <message>
        <source>The folder %1 holds no run.</source>
        <translation>폴더 %1에 실행이 없습니다.</translation>
    </message>
    <message>
        <source>Name a file of `postern run export`, a run&apos;s folder, a flow that prompt flow has tested, or prompt flow&apos;s home (~/.promptflow).</source>
        <translation>`postern run export`의 파일, 실행의 폴더, prompt flow가 테스트한 흐름 또는 prompt flow의 홈(~/.promptflow)을 지정하세요.</translation>
    </message>
    <message>
        <source>There are no records of a run of prompt flow.</source>
        <translation>prompt flow 실행의 기록이 없습니다.</translation>
    </message>
    <message>
        <source>Name a run&apos;s folder, a flow.detail.json, or prompt flow&apos;s home.</source>
        <translation>실행의 폴더, flow.detail.json 또는 prompt flow의 홈을 지정하세요.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t a database of prompt flow&apos;s runs: %2.</source>
        <translation>%1은(는) prompt flow 실행의 데이터베이스가 아닙니다: %2.</translation>
    </message>
    <message>
        <source>Name pf.sqlite or trace.sqlite of prompt flow&apos;s home.</source>
        <translation>prompt flow 홈의 pf.sqlite 또는 trace.sqlite를 지정하세요.</translation>
    </message>
    <message>
        <source>This is no file of a run.</source>
        <translation>실행의 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>Name one that `postern run export` wrote.</source>
        <translation>`postern run export`가 쓴 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>The flow has no node &apos;%1&apos; any more.</source>
        <translation>흐름에 노드 &apos;%1&apos;이(가) 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>Restart the run.</source>
        <translation>실행을 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; is a python node by now, and the run has none.</source>
        <translation>노드 &apos;%1&apos;은(는) 이제 Python 노드인데 이 실행에는 Python 노드가 없습니다.</translation>
    </message>
    <message>
        <source>The node &apos;%1&apos; can&apos;t be taken by itself: the flow isn&apos;t written as one entry a line.</source>
        <translation>노드 &apos;%1&apos;만 따로 가져올 수 없습니다. 플로가 한 줄에 한 항목씩 쓰여 있지 않습니다.</translation>
    </message>
    <message>
        <source>Stage the file as a whole, or by its lines.</source>
        <translation>파일 전체나 줄 단위로 스테이징하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no name of a commit or a branch.</source>
        <translation>&apos;%1&apos;은(는) 커밋이나 브랜치의 이름이 아닙니다.</translation>
    </message>
    <message>
        <source>Name a branch, a tag or a commit.</source>
        <translation>브랜치, 태그 또는 커밋을 지정하세요.</translation>
    </message>
    <message>
        <source>This repository is bare: it has no files to work on.</source>
        <translation>이 저장소는 베어 저장소여서 작업할 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Clone it, and open the clone.</source>
        <translation>복제한 뒤 그 복제본을 여세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; lies outside of the repository.</source>
        <translation>&apos;%1&apos;은(는) 저장소 밖에 있습니다.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be made: %2.</source>
        <translation>&apos;%1&apos;을(를) 만들 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Check the space and the rights of the folder for temporary files.</source>
        <translation>임시 파일 폴더의 공간과 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>Pull first, or make a bundle (git bundle create) for somebody who can push.</source>
        <translation>먼저 풀하거나, 푸시할 수 있는 사람을 위해 번들을 만드세요(git bundle create).</translation>
    </message>
    <message>
        <source>Check network and proxy; `git bundle create` needs neither.</source>
        <translation>네트워크와 프록시를 확인하세요. `git bundle create`에는 둘 다 필요하지 않습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is a file, not a folder.</source>
        <translation>&apos;%1&apos;은(는) 폴더가 아니라 파일입니다.</translation>
    </message>
    <message>
        <source>There is no folder &apos;%1&apos;.</source>
        <translation>&apos;%1&apos; 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>Name a folder of the repository.</source>
        <translation>저장소의 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>Give the init values that the class needs: %1 (--init NAME=VALUE, or init below sample in the flow&apos;s file).</source>
        <translation>클래스에 필요한 init 값을 지정하세요: %1 (--init NAME=VALUE 또는 흐름 파일의 sample 아래 init).</translation>
    </message>
    <message>
        <source>The class takes no init value &apos;%1&apos;: leave it out.</source>
        <translation>클래스에 init 값 &apos;%1&apos;이(가) 없습니다. 빼 주세요.</translation>
    </message>
    <message>
        <source>Look at the class&apos;s __init__ and at the init values it gets.</source>
        <translation>클래스의 __init__과 전달되는 init 값을 확인하세요.</translation>
    </message>
    <message>
        <source>What the Python debugger says can&apos;t be understood.</source>
        <translation>Python 디버거의 응답을 이해할 수 없습니다.</translation>
    </message>
    <message>
        <source>Install another version of debugpy.</source>
        <translation>다른 버전의 debugpy를 설치하세요.</translation>
    </message>
    <message>
        <source>The Python debugger says more at once than is taken: %1 bytes.</source>
        <translation>Python 디버거가 한 번에 받을 수 있는 것보다 많이 보냈습니다: %1바이트.</translation>
    </message>
    <message>
        <source>Install it there (pip install debugpy), or give Postern its wheel file: postern env add-wheel FILE. No network is needed for that.</source>
        <translation>그곳에 설치하거나(pip install debugpy) Postern에 휠 파일을 주세요: postern env add-wheel FILE. 네트워크는 필요하지 않습니다.</translation>
    </message>
    <message>
        <source>Lines can&apos;t be debugged: the flow&apos;s Python %1 has no debugpy.</source>
        <translation>줄 단위로 디버그할 수 없습니다. 흐름의 Python %1에 debugpy가 없습니다.</translation>
    </message>
    <message>
        <source>Lines can&apos;t be debugged: debugpy can&apos;t be used by the flow&apos;s Python %1: %2.</source>
        <translation>줄 단위로 디버그할 수 없습니다. 흐름의 Python %1에서 debugpy를 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>No Python code is stopped at a line.</source>
        <translation>줄에서 멈춘 Python 코드가 없습니다.</translation>
    </message>
    <message>
        <source>Set a breakpoint at one: break FILE:LINE.</source>
        <translation>줄에 중단점을 설정하세요: break FILE:LINE.</translation>
    </message>
    <message>
        <source>There is no frame %1.</source>
        <translation>프레임 %1이(가) 없습니다.</translation>
    </message>
    <message>
        <source>stack tells the frames.</source>
        <translation>stack이 프레임을 보여 줍니다.</translation>
    </message>
    <message>
        <source>The Python process has ended.</source>
        <translation>Python 프로세스가 끝났습니다.</translation>
    </message>
    <message>
        <source>The Python debugger doesn&apos;t answer: %1.</source>
        <translation>Python 디버거가 응답하지 않습니다: %1.</translation>
    </message>
    <message>
        <source>The Python debugger says: %1</source>
        <translation>Python 디버거의 말: %1</translation>
    </message>
    <message>
        <source>Lines count from 1.</source>
        <translation>줄 번호는 1부터 셉니다.</translation>
    </message>
    <message>
        <source>Lines of Python files stop, and &apos;%1&apos; is none.</source>
        <translation>Python 파일의 줄에서만 멈출 수 있는데 &apos;%1&apos;은(는) Python 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>There is no file &apos;%1&apos;.</source>
        <translation>&apos;%1&apos; 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Name it as seen from the flow&apos;s folder.</source>
        <translation>흐름의 폴더에서 본 경로로 지정하세요.</translation>
    </message>
    <message>
        <source>The Python process ended while it stood at %1.</source>
        <translation>Python 프로세스가 %1에서 멈춰 있는 동안 끝났습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; isn&apos;t called as a wheel is: NAME-VERSION-...whl.</source>
        <translation>&apos;%1&apos;은(는) 휠 파일의 이름(NAME-VERSION-...whl)이 아닙니다.</translation>
    </message>
    <message>
        <source>Name the file as it was downloaded.</source>
        <translation>받은 그대로의 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; isn&apos;t a wheel: it doesn&apos;t say so inside.</source>
        <translation>&apos;%1&apos;은(는) 휠이 아닙니다. 안에 그런 표시가 없습니다.</translation>
    </message>
    <message>
        <source>Download it once more.</source>
        <translation>다시 받으세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be written: %2.</source>
        <translation>&apos;%1&apos;에 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Look who may write there.</source>
        <translation>그곳에 쓸 권한이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The data has %1 rows, fewer than %2: a gate on it says little.</source>
        <translation>데이터에 행이 %1개로 %2개보다 적습니다. 이 데이터로 한 판정은 믿기 어렵습니다.</translation>
    </message>
    <message>
        <source>The data has %1 rows; from %2 on a gate is sound.</source>
        <translation>데이터에 행이 %1개 있습니다. 판정을 믿으려면 %2개 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>The data has %1 rows.</source>
        <translation>데이터에 행이 %1개 있습니다.</translation>
    </message>
    <message>
        <source>No column of the data is the %1.</source>
        <translation>데이터에 %1에 해당하는 열이 없습니다.</translation>
    </message>
    <message>
        <source>Every row has &apos;%1&apos;.</source>
        <translation>모든 행에 &apos;%1&apos;이(가) 있습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is missing in %2 rows: %3.</source>
        <translation>행 %2개에 &apos;%1&apos;이(가) 없습니다: %3.</translation>
    </message>
    <message>
        <source>No column says where rows come from; &apos;provenance&apos; would.</source>
        <translation>행의 출처를 말하는 열이 없습니다. &apos;provenance&apos; 열을 두세요.</translation>
    </message>
    <message>
        <source>%1 rows were written by a model: %2.</source>
        <translation>행 %1개를 모델이 썼습니다: %2.</translation>
    </message>
    <message>
        <source>%1 rows don&apos;t say where they come from: %2.</source>
        <translation>행 %1개에 출처가 없습니다: %2.</translation>
    </message>
    <message>
        <source>Every row says where it comes from.</source>
        <translation>모든 행에 출처가 있습니다.</translation>
    </message>
    <message>
        <source>%1 rows ask what an earlier row asks and expect something else: %2.</source>
        <translation>행 %1개가 앞의 행과 같은 것을 묻고 다른 답을 기대합니다: %2.</translation>
    </message>
    <message>
        <source>%1 rows are there twice: %2.</source>
        <translation>행 %1개가 두 번 있습니다: %2.</translation>
    </message>
    <message>
        <source>No row is there twice.</source>
        <translation>두 번 있는 행이 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has the words of %2 rows: %3.</source>
        <translation>&apos;%1&apos;에 행 %2개의 글이 있습니다: %3.</translation>
    </message>
    <message>
        <source>No row stands in a prompt of the flow.</source>
        <translation>흐름의 프롬프트에 들어 있는 행이 없습니다.</translation>
    </message>
    <message>
        <source>%1 of the rows are of the class &apos;%2&apos;.</source>
        <translation>행의 %1이(가) &apos;%2&apos; 클래스입니다.</translation>
    </message>
    <message>
        <source>%1 classes, the largest with %2 of the rows.</source>
        <translation>클래스 %1개, 가장 큰 것은 행의 %2입니다.</translation>
    </message>
    <message>
        <source>The evaluation was stopped.</source>
        <translation>평가를 중지했습니다.</translation>
    </message>
    <message>
        <source>There is no evaluator &apos;%1&apos;, and no flow at that path.</source>
        <translation>평가기 &apos;%1&apos;이(가) 없고, 그 경로에 흐름도 없습니다.</translation>
    </message>
    <message>
        <source>`postern eval --list` lists those that ship with Postern.</source>
        <translation>`postern eval --list`에서 Postern에 들어 있는 것을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>No evaluator that ships with Postern is called &apos;%1&apos;.</source>
        <translation>Postern에 &apos;%1&apos;이라는 평가기가 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is already there.</source>
        <translation>&apos;%1&apos;이(가) 이미 있습니다.</translation>
    </message>
    <message>
        <source>Name a folder that isn&apos;t there yet.</source>
        <translation>아직 없는 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>Nothing is found for the input &apos;%1&apos; of the evaluator &apos;%2&apos;.</source>
        <translation>평가기 &apos;%2&apos;의 입력 &apos;%1&apos;에 넣을 것을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Say where it comes from: --column-mapping %1.</source>
        <translation>어디에서 오는지 지정하세요: --column-mapping %1.</translation>
    </message>
    <message>
        <source>it failed</source>
        <translation>실패했습니다</translation>
    </message>
    <message>
        <source>it has no score &apos;%1&apos;</source>
        <translation>점수 &apos;%1&apos;이(가) 없습니다</translation>
    </message>
    <message>
        <source>its &apos;%1&apos; is too low</source>
        <translation>&apos;%1&apos;이(가) 너무 낮습니다</translation>
    </message>
    <message>
        <source>it has no messages</source>
        <translation>메시지가 없습니다</translation>
    </message>
    <message>
        <source>a message of it has no role or no text</source>
        <translation>역할이나 글이 없는 메시지가 있습니다</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no role</source>
        <translation>&apos;%1&apos;은(는) 역할이 아닙니다</translation>
    </message>
    <message>
        <source>the %1&apos;s message is empty</source>
        <translation>%1의 메시지가 비어 있습니다</translation>
    </message>
    <message>
        <source>its system message isn&apos;t the first</source>
        <translation>시스템 메시지가 처음에 있지 않습니다</translation>
    </message>
    <message>
        <source>two messages of the %1 follow each other</source>
        <translation>%1의 메시지가 두 번 이어집니다</translation>
    </message>
    <message>
        <source>its last message isn&apos;t the assistant&apos;s</source>
        <translation>마지막 메시지가 assistant의 것이 아닙니다</translation>
    </message>
    <message>
        <source>it is longer than %1 tokens</source>
        <translation>토큰 %1개보다 깁니다</translation>
    </message>
    <message>
        <source>it is there twice</source>
        <translation>두 번 있습니다</translation>
    </message>
    <message>
        <source>%1 lines are good enough, and training needs %2 at least.</source>
        <translation>쓸 만한 줄이 %1개이고, 학습에는 적어도 %2개가 필요합니다.</translation>
    </message>
    <message>
        <source>Ask for less, or evaluate more rows.</source>
        <translation>기준을 낮추거나 더 많은 행을 평가하세요.</translation>
    </message>
    <message>
        <source>There is no metric &apos;%1&apos;.</source>
        <translation>메트릭 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>%1 is %2, at least %3.</source>
        <translation>%1은(는) %2, 하한 %3 이상입니다.</translation>
    </message>
    <message>
        <source>%1 is %2, below %3.</source>
        <translation>%1은(는) %2, 하한 %3보다 낮습니다.</translation>
    </message>
    <message>
        <source>%1 is %2, at most %3.</source>
        <translation>%1은(는) %2, 상한 %3 이하입니다.</translation>
    </message>
    <message>
        <source>%1 is %2, above %3.</source>
        <translation>%1은(는) %2, 상한 %3보다 높습니다.</translation>
    </message>
    <message>
        <source>There is no baseline to compare %1 with.</source>
        <translation>%1을(를) 비교할 기준 실행이 없습니다.</translation>
    </message>
    <message>
        <source>The baseline has no metric &apos;%1&apos;.</source>
        <translation>기준 실행에 메트릭 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>%1 went from %2 to %3, which may be chance (p = %4).</source>
        <translation>%1이(가) %2에서 %3(으)로 바뀌었지만 우연일 수 있습니다(p = %4).</translation>
    </message>
    <message>
        <source>%1 went from %2 to %3, more than %4 (p = %5).</source>
        <translation>%1이(가) %2에서 %3(으)로 바뀌어 허용된 %4을(를) 넘었습니다(p = %5).</translation>
    </message>
    <message>
        <source>%1 went from %2 to %3, within %4.</source>
        <translation>%1이(가) %2에서 %3(으)로 바뀌었고 허용된 %4 안입니다.</translation>
    </message>
    <message>
        <source>A row of labels has no whole number as its &apos;line&apos;.</source>
        <translation>레이블 행의 &apos;line&apos;이 정수가 아닙니다.</translation>
    </message>
    <message>
        <source>Give back the columns as they were written.</source>
        <translation>열을 내보낸 그대로 돌려주세요.</translation>
    </message>
    <message>
        <source>This isn&apos;t the result of an evaluation.</source>
        <translation>평가 결과가 아닙니다.</translation>
    </message>
    <message>
        <source>Name a file that `postern eval --output` or `--save-baseline` wrote.</source>
        <translation>`postern eval --output`이나 `--save-baseline`이 쓴 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>The result of an evaluation lacks &apos;%1&apos;.</source>
        <translation>평가 결과에 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be a list.</source>
        <translation>&apos;%1&apos;은(는) 목록이어야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be a number.</source>
        <translation>&apos;%1&apos;은(는) 숫자여야 합니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; should be a whole number that isn&apos;t negative.</source>
        <translation>&apos;%1&apos;은(는) 0 이상의 정수여야 합니다.</translation>
    </message>
    <message>
        <source>A file of thresholds should be a mapping.</source>
        <translation>임계값 파일은 매핑이어야 합니다.</translation>
    </message>
    <message>
        <source>See docs/cli.md.</source>
        <translation>docs/cli.md를 보세요.</translation>
    </message>
    <message>
        <source>Thresholds have no &apos;%1&apos; here.</source>
        <translation>임계값의 이 자리에는 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>This should be a number.</source>
        <translation>숫자여야 합니다.</translation>
    </message>
    <message>
        <source>This should be a whole number that isn&apos;t negative.</source>
        <translation>0 이상의 정수여야 합니다.</translation>
    </message>
    <message>
        <source>Nothing is asked of &apos;%1&apos;.</source>
        <translation>&apos;%1&apos;에 아무 기준도 없습니다.</translation>
    </message>
    <message>
        <source>Give it one of min, max, max_drop and max_rise.</source>
        <translation>min, max, max_drop, max_rise 가운데 하나를 주세요.</translation>
    </message>
    <message>
        <source>There is no connection &apos;%1&apos;, which network.proxy_login names.</source>
        <translation>network.proxy_login이 가리키는 연결 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Create a custom connection with configs.user and secrets.password, or take the setting back: postern config set network.proxy_login=</source>
        <translation>configs.user와 secrets.password가 있는 custom 연결을 만들거나 설정을 되돌리세요: postern config set network.proxy_login=</translation>
    </message>
    <message>
        <source>%1 holds no certificate in PEM form.</source>
        <translation>%1에 PEM 형식의 인증서가 없습니다.</translation>
    </message>
    <message>
        <source>A .cer or .der file becomes one by `openssl x509 -inform der`.</source>
        <translation>.cer이나 .der 파일은 `openssl x509 -inform der`로 변환하세요.</translation>
    </message>
    <message>
        <source>There is no connection &apos;%1&apos;, which identity.default names.</source>
        <translation>identity.default가 가리키는 연결 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Create a custom connection with configs.identity, configs.tenant_id and their like, or take the setting back: postern config set identity.default=</source>
        <translation>configs.identity, configs.tenant_id 등이 있는 custom 연결을 만들거나 설정을 되돌리세요: postern config set identity.default=</translation>
    </message>
    <message>
        <source>There is no connection of the environment &apos;%1&apos;.</source>
        <translation>환경 &apos;%1&apos;의 연결이 없습니다.</translation>
    </message>
    <message>
        <source>Name one NAME@%1: it takes the place of NAME.</source>
        <translation>연결 이름을 NAME@%1로 지으세요. NAME을 대신합니다.</translation>
    </message>
    <message>
        <source>Check the names of vault and secret; a deleted secret may be recovered.</source>
        <translation>자격 증명 모음과 비밀의 이름을 확인하세요. 삭제된 비밀은 복구할 수도 있습니다.</translation>
    </message>
    <message>
        <source>The vault is reached through its private endpoint alone: check that its name resolves to a private address here.</source>
        <translation>자격 증명 모음은 프라이빗 엔드포인트로만 연결됩니다. 여기서 이름이 사설 주소로 확인되는지 확인하세요.</translation>
    </message>
    <message>
        <source>The vault&apos;s firewall doesn&apos;t know this machine&apos;s address: have it added.</source>
        <translation>자격 증명 모음의 방화벽이 이 컴퓨터의 주소를 모릅니다. 추가를 요청하세요.</translation>
    </message>
    <message>
        <source>Somebody switched that secret off: have it enabled, or use a new version.</source>
        <translation>그 비밀이 비활성화되어 있습니다. 활성화를 요청하거나 새 버전을 쓰세요.</translation>
    </message>
    <message>
        <source>Have the role Key Vault Secrets User given to this identity on the vault.</source>
        <translation>이 ID에 자격 증명 모음의 Key Vault Secrets User 역할을 받으세요.</translation>
    </message>
    <message>
        <source>The vault takes no token of this identity: check its tenant.</source>
        <translation>자격 증명 모음이 이 ID의 토큰을 받지 않습니다. 테넌트를 확인하세요.</translation>
    </message>
    <message>
        <source>`postern doctor` looks further.</source>
        <translation>`postern doctor`가 더 살펴봅니다.</translation>
    </message>
    <message>
        <source>The vault %1 doesn&apos;t give the secret &apos;%2&apos;: %3</source>
        <translation>자격 증명 모음 %1이(가) 비밀 &apos;%2&apos;을(를) 주지 않습니다: %3</translation>
    </message>
    <message>
        <source>The vault %1 answered with something that is no secret.</source>
        <translation>자격 증명 모음 %1이(가) 비밀이 아닌 것으로 응답했습니다.</translation>
    </message>
    <message>
        <source>Check the vault&apos;s name: a proxy or a web page may be answering there.</source>
        <translation>자격 증명 모음의 이름을 확인하세요. 프록시나 웹 페이지가 응답하는지도 모릅니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; names no secret of a vault.</source>
        <translation>&apos;%1&apos;은(는) 자격 증명 모음의 비밀이 아닙니다.</translation>
    </message>
    <message>
        <source>Write keyvault://VAULT/SECRET or keyvault://VAULT/SECRET/VERSION.</source>
        <translation>keyvault://VAULT/SECRET 또는 keyvault://VAULT/SECRET/VERSION으로 쓰세요.</translation>
    </message>
    <message>
        <source>The secret &apos;%1&apos; of the vault has expired.</source>
        <translation>자격 증명 모음의 비밀 &apos;%1&apos;이(가) 만료되었습니다.</translation>
    </message>
    <message>
        <source>The secret &apos;%1&apos; of the vault isn&apos;t valid yet.</source>
        <translation>자격 증명 모음의 비밀 &apos;%1&apos;은(는) 아직 유효하지 않습니다.</translation>
    </message>
    <message>
        <source>The secret &apos;%1&apos; of the vault expires in %2 days.</source>
        <translation>자격 증명 모음의 비밀 &apos;%1&apos;이(가) %2일 후에 만료됩니다.</translation>
    </message>
    <message>
        <source>Connection &apos;%1&apos;: %2</source>
        <translation>연결 &apos;%1&apos;: %2</translation>
    </message>
    <message>
        <source>The key or token isn&apos;t taken: check that it is this resource&apos;s, and auth_mode.</source>
        <translation>키나 토큰이 거부되었습니다. 이 리소스의 것인지, auth_mode가 맞는지 확인하세요.</translation>
    </message>
    <message>
        <source>Look for a missing role, a firewall, or public access that is disabled.</source>
        <translation>빠진 역할, 방화벽, 꺼진 공용 액세스를 확인하세요.</translation>
    </message>
    <message>
        <source>Check the address and api_version: there is nothing like that service.</source>
        <translation>주소와 api_version을 확인하세요. 그런 서비스가 없습니다.</translation>
    </message>
    <message>
        <source>The key is taken, but its quota is used up for now.</source>
        <translation>키는 받아들여졌지만 지금은 할당량을 다 썼습니다.</translation>
    </message>
    <message>
        <source>Connection &apos;%1&apos; is answered with status %2: %3</source>
        <translation>연결 &apos;%1&apos;의 응답 상태는 %2입니다: %3</translation>
    </message>
    <message>
        <source>Azure&apos;s resource manager answered with something that holds no keys.</source>
        <translation>Azure 리소스 관리자의 응답에 키가 없습니다.</translation>
    </message>
    <message>
        <source>Check that the resource allows keys: local authentication may be off.</source>
        <translation>리소스가 키를 허용하는지 확인하세요. 로컬 인증이 꺼져 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Azure&apos;s resource manager refuses, status %1: %2</source>
        <translation>Azure 리소스 관리자가 거부했습니다. 상태 %1: %2</translation>
    </message>
    <message>
        <source>Have the role Cognitive Services Contributor (Search Service Contributor, Azure ML Data Scientist with listsecrets) given to this identity on the resource.</source>
        <translation>이 ID에 리소스의 Cognitive Services Contributor 역할(Search Service Contributor, listsecrets가 있는 Azure ML Data Scientist)을 받으세요.</translation>
    </message>
    <message>
        <source>Check the resource&apos;s ID and the identity&apos;s tenant.</source>
        <translation>리소스 ID와 ID의 테넌트를 확인하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no ID of a resource whose keys can be made anew.</source>
        <translation>&apos;%1&apos;은(는) 키를 새로 만들 수 있는 리소스의 ID가 아닙니다.</translation>
    </message>
    <message>
        <source>Set resource_id of the connection to the ID of the Azure OpenAI, AI services or AI Search resource: /subscriptions/.../accounts/NAME.</source>
        <translation>연결의 resource_id를 Azure OpenAI, AI 서비스, AI Search 리소스의 ID로 설정하세요: /subscriptions/.../accounts/NAME.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no ID of a workspace.</source>
        <translation>&apos;%1&apos;은(는) 작업 영역의 ID가 아닙니다.</translation>
    </message>
    <message>
        <source>Copy it from the workspace&apos;s properties: /subscriptions/.../workspaces/NAME.</source>
        <translation>작업 영역의 속성에서 복사하세요: /subscriptions/.../workspaces/NAME.</translation>
    </message>
    <message>
        <source>Connection &apos;%1&apos; has the unknown key %2 below postern.</source>
        <translation>연결 &apos;%1&apos;의 postern 아래에 알 수 없는 키 %2이(가) 있습니다.</translation>
    </message>
    <message>
        <source>%1 of connection &apos;%2&apos; is no whole number: %3.</source>
        <translation>연결 &apos;%2&apos;의 %1이(가) 정수가 아닙니다: %3.</translation>
    </message>
    <message>
        <source>Write digits alone.</source>
        <translation>숫자만 쓰세요.</translation>
    </message>
    <message>
        <source>%1 of connection &apos;%2&apos; is neither true nor false.</source>
        <translation>연결 &apos;%2&apos;의 %1이(가) true도 false도 아닙니다.</translation>
    </message>
    <message>
        <source>Write true or false.</source>
        <translation>true나 false로 쓰세요.</translation>
    </message>
    <message>
        <source>%1 of connection &apos;%2&apos; has more than one line.</source>
        <translation>연결 &apos;%2&apos;의 %1이(가) 두 줄 이상입니다.</translation>
    </message>
    <message>
        <source>It has the unknown type %1.</source>
        <translation>알 수 없는 형식 %1입니다.</translation>
    </message>
    <message>
        <source>%1 is no store of prompt flow&apos;s: %2.</source>
        <translation>%1은(는) prompt flow의 저장소가 아닙니다: %2.</translation>
    </message>
    <message>
        <source>Name pf.sqlite, or the folder that it lies in: ~/.promptflow, or what PF_HOME_DIRECTORY says.</source>
        <translation>pf.sqlite나 그 폴더를 지정하세요: ~/.promptflow 또는 PF_HOME_DIRECTORY가 가리키는 곳.</translation>
    </message>
    <message>
        <source>the limit of the connection is used up</source>
        <translation>연결의 한도를 다 썼습니다</translation>
    </message>
    <message>
        <source>%1 failed several times in a row and is left alone for %2 s.</source>
        <translation>%1이(가) 잇따라 실패하여 %2초 동안 요청하지 않습니다.</translation>
    </message>
    <message>
        <source>Look at the service&apos;s health; postern connection test says what it answers.</source>
        <translation>서비스 상태를 확인하세요. postern connection test가 응답을 보여 줍니다.</translation>
    </message>
    <message>
        <source>%1, so nobody is contacted.</source>
        <translation>%1. 그래서 아무 데도 연결하지 않습니다.</translation>
    </message>
    <message>
        <source>The proxy wants a login before it lets requests through to %1.</source>
        <translation>프록시가 %1(으)로 요청을 보내기 전에 로그인을 요구합니다.</translation>
    </message>
    <message>
        <source>Name a custom connection with configs.user and secrets.password: postern config set network.proxy_login=NAME; or give the login in HTTPS_PROXY.</source>
        <translation>configs.user와 secrets.password가 있는 custom 연결을 지정하거나(postern config set network.proxy_login=NAME) HTTPS_PROXY에 로그인을 넣으세요.</translation>
    </message>
    <message>
        <source>The answer of %1 had no end within %2 minutes.</source>
        <translation>%1의 응답이 %2분 안에 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>The authority of the identity, %1, isn&apos;t reached by https.</source>
        <translation>ID의 인증 기관 %1이(가) https가 아닙니다.</translation>
    </message>
    <message>
        <source>Give it as https://HOST: secrets are sent there.</source>
        <translation>https://HOST로 지정하세요. 비밀을 그곳으로 보냅니다.</translation>
    </message>
    <message>
        <source>Give the secret&apos;s value, not its ID, and look whether it is the application&apos;s.</source>
        <translation>비밀의 ID가 아니라 값을 넣고, 이 애플리케이션의 것인지 확인하세요.</translation>
    </message>
    <message>
        <source>The secret has expired: have another one made for the application.</source>
        <translation>비밀이 만료되었습니다. 애플리케이션의 새 비밀을 요청하세요.</translation>
    </message>
    <message>
        <source>Check client_id and tenant_id: the application isn&apos;t known in that tenant.</source>
        <translation>client_id와 tenant_id를 확인하세요. 그 테넌트에 이 애플리케이션이 없습니다.</translation>
    </message>
    <message>
        <source>Check tenant_id: there is no such tenant in this cloud.</source>
        <translation>tenant_id를 확인하세요. 이 클라우드에 그런 테넌트가 없습니다.</translation>
    </message>
    <message>
        <source>The certificate isn&apos;t registered for the application, or another one is.</source>
        <translation>인증서가 애플리케이션에 등록되지 않았거나 다른 인증서가 등록되어 있습니다.</translation>
    </message>
    <message>
        <source>The token of the workload has expired, or this machine&apos;s clock is wrong.</source>
        <translation>워크로드의 토큰이 만료되었거나 이 컴퓨터의 시계가 틀립니다.</translation>
    </message>
    <message>
        <source>A Conditional Access policy forbids it here: ask who administers the tenant.</source>
        <translation>조건부 액세스 정책이 여기서 막습니다. 테넌트 관리자에게 문의하세요.</translation>
    </message>
    <message>
        <source>The service isn&apos;t known in that tenant: check the cloud and the tenant.</source>
        <translation>그 테넌트가 이 서비스를 모릅니다. 클라우드와 테넌트를 확인하세요.</translation>
    </message>
    <message>
        <source>Check tenant, client and secret of the identity; `postern doctor` looks further.</source>
        <translation>ID의 테넌트, 클라이언트, 비밀을 확인하세요. `postern doctor`가 더 살펴봅니다.</translation>
    </message>
    <message>
        <source>%1 gave no token: status %2.</source>
        <translation>%1이(가) 토큰을 주지 않았습니다: 상태 %2.</translation>
    </message>
    <message>
        <source>Check that a proxy or gateway doesn&apos;t answer in its place.</source>
        <translation>프록시나 게이트웨이가 대신 응답하지 않는지 확인하세요.</translation>
    </message>
    <message>
        <source>%1 gave no token: %2</source>
        <translation>%1이(가) 토큰을 주지 않았습니다: %2</translation>
    </message>
    <message>
        <source>%1 answered with something that is no token.</source>
        <translation>%1이(가) 토큰이 아닌 것으로 응답했습니다.</translation>
    </message>
    <message>
        <source>Put the certificate and its key into one PEM file; a .pfx becomes one by `openssl pkcs12 -nodes`.</source>
        <translation>인증서와 키를 PEM 파일 하나에 넣으세요. .pfx는 `openssl pkcs12 -nodes`로 변환하세요.</translation>
    </message>
    <message>
        <source>%1 holds no RSA key that can be read without a passphrase.</source>
        <translation>%1에 암호 없이 읽을 수 있는 RSA 키가 없습니다.</translation>
    </message>
    <message>
        <source>Entra takes RSA keys; have the file guarded by its permissions.</source>
        <translation>Entra는 RSA 키를 받습니다. 파일은 권한으로 보호하세요.</translation>
    </message>
    <message>
        <source>libcrypto can&apos;t sign with the key of %1.</source>
        <translation>libcrypto가 %1의 키로 서명하지 못합니다.</translation>
    </message>
    <message>
        <source>libsodium could not be initialised.</source>
        <translation>libsodium을 초기화하지 못했습니다.</translation>
    </message>
    <message>
        <source>Nobody is signed in with the Azure CLI.</source>
        <translation>Azure CLI로 로그인되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Run `az login`, or give the connection another kind of identity.</source>
        <translation>`az login`을 실행하거나 연결에 다른 종류의 ID를 지정하세요.</translation>
    </message>
    <message>
        <source>The Azure CLI isn&apos;t on this machine&apos;s PATH.</source>
        <translation>이 컴퓨터의 PATH에 Azure CLI가 없습니다.</translation>
    </message>
    <message>
        <source>Install `az`, or give the connection another kind of identity.</source>
        <translation>`az`를 설치하거나 연결에 다른 종류의 ID를 지정하세요.</translation>
    </message>
    <message>
        <source>The Azure CLI gave no token: %1</source>
        <translation>Azure CLI가 토큰을 주지 않았습니다: %1</translation>
    </message>
    <message>
        <source>Try `az account get-access-token` in a terminal.</source>
        <translation>터미널에서 `az account get-access-token`을 실행해 보세요.</translation>
    </message>
    <message>
        <source>The Azure CLI answered with something that is no token.</source>
        <translation>Azure CLI가 토큰이 아닌 것으로 응답했습니다.</translation>
    </message>
    <message>
        <source>Nobody entered the code %1 in time.</source>
        <translation>제시간에 코드 %1을(를) 입력하지 않았습니다.</translation>
    </message>
    <message>
        <source>Run it again and sign in within the time that Entra allows.</source>
        <translation>다시 실행하고 Entra가 허용하는 시간 안에 로그인하세요.</translation>
    </message>
    <message>
        <source>There is no kind of identity &apos;%1&apos;.</source>
        <translation>ID 종류 &apos;%1&apos;은(는) 없습니다.</translation>
    </message>
    <message>
        <source>Use one of %1, or the name of a custom connection that says it.</source>
        <translation>%1 중 하나나, 그것을 담은 custom 연결의 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>The identity %1 has no %2.</source>
        <translation>ID %1에 %2이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Give it in a custom connection that the identity names, or set the variables AZURE_TENANT_ID, AZURE_CLIENT_ID and their like.</source>
        <translation>ID가 가리키는 custom 연결에 넣거나 AZURE_TENANT_ID, AZURE_CLIENT_ID 등의 변수를 설정하세요.</translation>
    </message>
    <message>
        <source>This machine has no managed identity: nobody answers at its address for tokens.</source>
        <translation>이 컴퓨터에 관리 ID가 없습니다. 토큰 주소에서 응답이 없습니다.</translation>
    </message>
    <message>
        <source>Give the machine an identity, or another kind of identity to the connection: azure_cli, device_code, client_secret.</source>
        <translation>컴퓨터에 ID를 부여하거나 연결에 다른 종류의 ID를 지정하세요: azure_cli, device_code, client_secret.</translation>
    </message>
    <message>
        <source>The wait for a token was cancelled.</source>
        <translation>토큰 대기를 취소했습니다.</translation>
    </message>
    <message>
        <source>&apos;network.proxy&apos; can&apos;t be a PAC file: those are scripts, which Postern doesn&apos;t run.</source>
        <translation>&apos;network.proxy&apos;는 PAC 파일일 수 없습니다. PAC는 스크립트이며 Postern은 실행하지 않습니다.</translation>
    </message>
    <message>
        <source>Look in the file for the proxy of the hosts you need, set network.proxy to http://host:port, and network.no_proxy to those that it sends DIRECT.</source>
        <translation>파일에서 필요한 호스트의 프록시를 찾아 network.proxy를 http://host:port로, DIRECT인 호스트를 network.no_proxy로 설정하세요.</translation>
    </message>
    <message>
        <source>Set it to basic, ntlm or negotiate.</source>
        <translation>basic, ntlm, negotiate 중 하나로 설정하세요.</translation>
    </message>
    <message>
        <source>Write host=IP, such as my.openai.azure.com=10.0.0.4.</source>
        <translation>host=IP로 쓰세요. 예: my.openai.azure.com=10.0.0.4.</translation>
    </message>
    <message>
        <source>No branch is checked out.</source>
        <translation>체크아웃된 브랜치가 없습니다.</translation>
    </message>
    <message>
        <source>Name one, or make one with git switch -c NAME.</source>
        <translation>브랜치 이름을 지정하거나 git switch -c NAME으로 만드세요.</translation>
    </message>
    <message>
        <source>There is no branch &apos;%1&apos; with a commit here.</source>
        <translation>여기에는 커밋이 있는 브랜치 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Name one of git branch.</source>
        <translation>git branch에 나오는 이름을 지정하세요.</translation>
    </message>
    <message>
        <source>There is no commit &apos;%1&apos; here.</source>
        <translation>여기에는 커밋 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Name one that its receiver has, as origin/main.</source>
        <translation>받는 사람에게 있는 커밋을 지정하세요. 예: origin/main</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has no commit that its receiver lacks.</source>
        <translation>&apos;%1&apos;에는 받는 사람에게 없는 커밋이 없습니다.</translation>
    </message>
    <message>
        <source>Commit first, or take all of it by --all.</source>
        <translation>먼저 커밋하거나 --all로 전부 담으세요.</translation>
    </message>
    <message>
        <source>Patches can&apos;t carry a merge, and &apos;%1&apos; has one.</source>
        <translation>패치로는 병합을 옮길 수 없는데 &apos;%1&apos;에 병합이 있습니다.</translation>
    </message>
    <message>
        <source>Take a bundle: leave out --patches.</source>
        <translation>--patches를 빼고 번들로 만드세요.</translation>
    </message>
    <message>
        <source>The parcel builds on commit %1, which isn&apos;t here.</source>
        <translation>이 꾸러미의 바탕인 커밋 %1이(가) 여기에 없습니다.</translation>
    </message>
    <message>
        <source>Get the repository up to that commit first, or ask for a parcel with all of it (--all).</source>
        <translation>먼저 저장소를 그 커밋까지 가져오거나 전부 담은 꾸러미(--all)를 요청하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no name of a branch.</source>
        <translation>&apos;%1&apos;은(는) 브랜치 이름이 아닙니다.</translation>
    </message>
    <message>
        <source>The parcel was not made by Postern; don&apos;t take it.</source>
        <translation>Postern이 만든 꾸러미가 아니므로 받지 마세요.</translation>
    </message>
    <message>
        <source>The bundle holds another commit than its manifest says.</source>
        <translation>번들에 목록과 다른 커밋이 들어 있습니다.</translation>
    </message>
    <message>
        <source>Get the file once more from who made it.</source>
        <translation>만든 사람에게서 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is checked out in another work tree.</source>
        <translation>&apos;%1&apos;은(는) 다른 작업 트리에 체크아웃되어 있습니다.</translation>
    </message>
    <message>
        <source>Take the parcel there.</source>
        <translation>그곳에서 꾸러미를 받으세요.</translation>
    </message>
    <message>
        <source>A %1 is half done here.</source>
        <translation>여기에 끝나지 않은 %1 작업이 있습니다.</translation>
    </message>
    <message>
        <source>Finish it or take it back first.</source>
        <translation>먼저 마치거나 되돌리세요.</translation>
    </message>
    <message>
        <source>The patches don&apos;t fit here; nothing was changed.</source>
        <translation>패치가 여기에 맞지 않습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Switch to a branch that has what they were made on, or ask for a bundle.</source>
        <translation>패치의 바탕이 있는 브랜치로 전환하거나 번들을 요청하세요.</translation>
    </message>
    <message>
        <source>%1 is no parcel of commits.</source>
        <translation>%1은(는) 커밋 꾸러미가 아닙니다.</translation>
    </message>
    <message>
        <source>It is made by postern git bundle. A flow&apos;s zip is taken by postern git import-zip.</source>
        <translation>꾸러미는 postern git bundle로 만듭니다. 흐름의 zip은 postern git import-zip으로 받으세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; isn&apos;t what the parcel&apos;s manifest says.</source>
        <translation>&apos;%1&apos;이(가) 꾸러미의 목록과 다릅니다.</translation>
    </message>
    <message>
        <source>It was changed or damaged on its way: get the file once more, and compare its SHA-256.</source>
        <translation>오는 길에 바뀌었거나 손상되었습니다. 파일을 다시 받아 SHA-256을 비교하세요.</translation>
    </message>
    <message>
        <source>%1 was made by another version of Postern.</source>
        <translation>%1은(는) 다른 버전의 Postern이 만들었습니다.</translation>
    </message>
    <message>
        <source>Take it with that version, or ask for one of this.</source>
        <translation>그 버전으로 받거나 이 버전의 꾸러미를 요청하세요.</translation>
    </message>
    <message>
        <source>Say it: git config --global user.name NAME; git config --global user.email ADDRESS</source>
        <translation>다음으로 지정하세요: git config --global user.name NAME; git config --global user.email ADDRESS</translation>
    </message>
    <message>
        <source>Git doesn&apos;t know who commits.</source>
        <translation>Git이 커밋하는 사람을 알지 못합니다.</translation>
    </message>
    <message>
        <source>What it said tells more; push to a branch of your own, and open a pull request.</source>
        <translation>서버의 말을 참고하세요. 자신의 브랜치로 푸시하고 풀 리퀘스트를 여세요.</translation>
    </message>
    <message>
        <source>The server&apos;s own rules refused the push.</source>
        <translation>서버의 규칙이 푸시를 거부했습니다.</translation>
    </message>
    <message>
        <source>The repository&apos;s configuration names a program as &apos;%1&apos;, which can&apos;t be switched off.</source>
        <translation>저장소 설정의 &apos;%1&apos;이(가) 끌 수 없는 방식으로 프로그램을 지정합니다.</translation>
    </message>
    <message>
        <source>Trust the folder, or take that line out of .git/config.</source>
        <translation>폴더를 신뢰하거나 .git/config에서 그 줄을 지우세요.</translation>
    </message>
    <message>
        <source>prompt flow makes it anew: what its tools take, and what runs left</source>
        <translation>prompt flow가 다시 만듭니다. 도구의 입력과 실행이 남긴 것입니다</translation>
    </message>
    <message>
        <source>it holds runs, with what people asked</source>
        <translation>사람들이 물은 내용이 담긴 실행이 들어 있습니다</translation>
    </message>
    <message>
        <source>it names the subscription and workspace of the portal</source>
        <translation>포털의 구독과 작업 영역을 가리킵니다</translation>
    </message>
    <message>
        <source>it holds old versions of notebooks</source>
        <translation>노트북의 옛 버전이 들어 있습니다</translation>
    </message>
    <message>
        <source>it is made anew wherever the flow runs</source>
        <translation>흐름을 실행하는 곳에서 다시 만들어집니다</translation>
    </message>
    <message>
        <source>There is no flow in this archive.</source>
        <translation>이 압축 파일에는 흐름이 없습니다.</translation>
    </message>
    <message>
        <source>A flow&apos;s folder has a flow.dag.yaml, a flow.flex.yaml or a .prompty.</source>
        <translation>흐름 폴더에는 flow.dag.yaml, flow.flex.yaml 또는 .prompty가 있습니다.</translation>
    </message>
    <message>
        <source>it names the portal&apos;s workspace, compute and runtime, and nothing of the flow</source>
        <translation>포털의 작업 영역, 컴퓨팅, 런타임만 가리키며 흐름의 것은 없습니다</translation>
    </message>
    <message>
        <source>the portal&apos;s editor left it</source>
        <translation>포털의 편집기가 남겼습니다</translation>
    </message>
    <message>
        <source>The picture of the flow couldn&apos;t be added (%1).</source>
        <translation>흐름의 그림을 추가하지 못했습니다(%1).</translation>
    </message>
    <message>
        <source>&apos;%1&apos; or &apos;%2&apos; isn&apos;t in %3.</source>
        <translation>&apos;%1&apos; 또는 &apos;%2&apos;이(가) %3에 없습니다.</translation>
    </message>
    <message>
        <source>Push the branch first: git push, or --push. Name the one to merge into by --base.</source>
        <translation>먼저 브랜치를 푸시하세요(git push 또는 --push). 병합할 브랜치는 --base로 지정하세요.</translation>
    </message>
    <message>
        <source>A pull request of a fork is opened in the browser on Azure DevOps.</source>
        <translation>Azure DevOps에서 포크의 풀 리퀘스트는 브라우저에서 엽니다.</translation>
    </message>
    <message>
        <source>Push the branch to %1, or open %2.</source>
        <translation>브랜치를 %1에 푸시하거나 %2을(를) 여세요.</translation>
    </message>
    <message>
        <source>There is no branch &apos;%1&apos; in %2.</source>
        <translation>%2에 브랜치 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Push it first: git push, or --push.</source>
        <translation>먼저 푸시하세요: git push 또는 --push</translation>
    </message>
    <message>
        <source>Name the branch to merge into by --base.</source>
        <translation>병합할 브랜치를 --base로 지정하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has nothing that &apos;%2&apos; doesn&apos;t have.</source>
        <translation>&apos;%1&apos;에는 &apos;%2&apos;에 없는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Commit and push first.</source>
        <translation>먼저 커밋하고 푸시하세요.</translation>
    </message>
    <message>
        <source>GitHub didn&apos;t take the pull request: %1</source>
        <translation>GitHub이 풀 리퀘스트를 받지 않았습니다: %1</translation>
    </message>
    <message>
        <source>Open it in a browser, or change what it says.</source>
        <translation>브라우저에서 열거나 내용을 바꾸세요.</translation>
    </message>
    <message>
        <source>%1 didn&apos;t accept the token (%2).</source>
        <translation>%1이(가) 토큰(%2)을 받아들이지 않았습니다.</translation>
    </message>
    <message>
        <source>It may have expired. Make another one that may read the code and write pull requests (repo).</source>
        <translation>만료되었을 수 있습니다. 코드를 읽고 풀 리퀘스트를 쓸 수 있는 토큰(repo)을 새로 만드세요.</translation>
    </message>
    <message>
        <source>It may have expired. Make another one with the scope Code (read &amp; write).</source>
        <translation>만료되었을 수 있습니다. Code (read &amp; write) 범위의 토큰을 새로 만드세요.</translation>
    </message>
    <message>
        <source>%1 wants the token (%2) to be authorised for its single sign-on.</source>
        <translation>%1이(가) 토큰(%2)에 싱글 사인온 승인을 요구합니다.</translation>
    </message>
    <message>
        <source>Authorise it in the settings of your tokens.</source>
        <translation>토큰 설정에서 승인하세요.</translation>
    </message>
    <message>
        <source>Authorise it at %1.</source>
        <translation>%1에서 승인하세요.</translation>
    </message>
    <message>
        <source>%1 refused it: %2</source>
        <translation>%1이(가) 거부했습니다: %2</translation>
    </message>
    <message>
        <source>Who the token (%1) is of needs the right to write pull requests in %2.</source>
        <translation>토큰(%1)의 주인에게 %2에서 풀 리퀘스트를 쓸 권한이 필요합니다.</translation>
    </message>
    <message>
        <source>%1 takes no more requests with this token for now.</source>
        <translation>%1이(가) 지금은 이 토큰의 요청을 더 받지 않습니다.</translation>
    </message>
    <message>
        <source>Do it again in a while.</source>
        <translation>잠시 후 다시 하세요.</translation>
    </message>
    <message>
        <source>Do it again after %1.</source>
        <translation>%1 이후에 다시 하세요.</translation>
    </message>
    <message>
        <source>There is no repository %1 on %2, or the token (%3) may not see it.</source>
        <translation>%2에 저장소 %1이(가) 없거나 토큰(%3)으로 볼 수 없습니다.</translation>
    </message>
    <message>
        <source>Look at the remote&apos;s address and at what the token may do.</source>
        <translation>원격 주소와 토큰의 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t at %2 any more.</source>
        <translation>%1은(는) 더 이상 %2에 없습니다.</translation>
    </message>
    <message>
        <source>Give the remote its new address: git remote set-url NAME ADDRESS</source>
        <translation>원격에 새 주소를 지정하세요: git remote set-url NAME ADDRESS</translation>
    </message>
    <message>
        <source>%1 answered with %2 and something else than %3 does.</source>
        <translation>%1이(가) %2(으)로, %3과(와) 다른 방식으로 답했습니다.</translation>
    </message>
    <message>
        <source>A proxy may stand in between, or the address may be another program&apos;s.</source>
        <translation>중간에 프록시가 있거나 다른 프로그램의 주소일 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 answered with %2: %3</source>
        <translation>%1이(가) %2(으)로 답했습니다: %3</translation>
    </message>
    <message>
        <source>Open the pull request in a browser, or do it again.</source>
        <translation>브라우저에서 풀 리퀘스트를 열거나 다시 하세요.</translation>
    </message>
    <message>
        <source>There is no token for %1.</source>
        <translation>%1의 토큰이 없습니다.</translation>
    </message>
    <message>
        <source>Set %1, name a connection that holds one by --connection, or have git&apos;s credential helper keep one.</source>
        <translation>%1을(를) 설정하거나, 토큰이 있는 연결을 --connection으로 지정하거나, git의 자격 증명 도우미에 저장하세요.</translation>
    </message>
    <message>
        <source>No token is sent to %1: it is asked by plain HTTP.</source>
        <translation>%1은(는) 일반 HTTP로 요청하므로 토큰을 보내지 않습니다.</translation>
    </message>
    <message>
        <source>Give the remote an address with https.</source>
        <translation>원격에 https 주소를 지정하세요.</translation>
    </message>
    <message>
        <source>The %1 of the pull request holds a secret, in line %2: %3 %4</source>
        <translation>풀 리퀘스트의 %1 %2행에 비밀 값이 있습니다: %3 %4</translation>
    </message>
    <message>
        <source>Take it out, and take it back where it was committed: it would be there for everybody to read.</source>
        <translation>지우고, 커밋했다면 폐기하세요. 누구나 읽게 됩니다.</translation>
    </message>
    <message>
        <source>Make one with git switch -c NAME, or name one by --head.</source>
        <translation>git switch -c NAME으로 만들거나 --head로 지정하세요.</translation>
    </message>
    <message>
        <source>This repository has no remote.</source>
        <translation>이 저장소에는 원격이 없습니다.</translation>
    </message>
    <message>
        <source>Add one: git remote add origin ADDRESS</source>
        <translation>추가하세요: git remote add origin ADDRESS</translation>
    </message>
    <message>
        <source>There is no remote &apos;%1&apos;.</source>
        <translation>원격 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Name one of git remote.</source>
        <translation>git remote에 나오는 이름을 지정하세요.</translation>
    </message>
    <message>
        <source>There are several remotes, and none is the branch&apos;s.</source>
        <translation>원격이 여러 개인데 이 브랜치의 원격이 없습니다.</translation>
    </message>
    <message>
        <source>Name one by --remote.</source>
        <translation>--remote로 지정하세요.</translation>
    </message>
    <message>
        <source>Which branch of &apos;%1&apos; to merge into isn&apos;t known.</source>
        <translation>&apos;%1&apos;의 어느 브랜치에 병합할지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Name it by --base.</source>
        <translation>--base로 지정하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; would be merged into itself.</source>
        <translation>&apos;%1&apos;을(를) 자기 자신에 병합하게 됩니다.</translation>
    </message>
    <message>
        <source>Make a branch: git switch -c NAME; or name another one by --base.</source>
        <translation>git switch -c NAME으로 브랜치를 만들거나 --base로 다른 브랜치를 지정하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no address of a repository on a host.</source>
        <translation>&apos;%1&apos;은(는) 호스트에 있는 저장소의 주소가 아닙니다.</translation>
    </message>
    <message>
        <source>Pull requests are opened on GitHub and Azure DevOps; name a remote there.</source>
        <translation>풀 리퀘스트는 GitHub과 Azure DevOps에서 엽니다. 그곳의 원격을 지정하세요.</translation>
    </message>
    <message>
        <source>Whether &apos;%1&apos; is a GitHub or an Azure DevOps can&apos;t be told by its name.</source>
        <translation>&apos;%1&apos;이(가) GitHub인지 Azure DevOps인지 이름으로 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Say it: --host github or --host azure. Pull requests can&apos;t be opened elsewhere.</source>
        <translation>--host github 또는 --host azure로 지정하세요. 다른 곳에서는 풀 리퀘스트를 열 수 없습니다.</translation>
    </message>
    <message>
        <source>A batch needs data: --data FILE, --run NAME, or --resume-from NAME.</source>
        <translation>배치에는 데이터가 필요합니다: --data FILE, --run NAME 또는 --resume-from NAME.</translation>
    </message>
    <message>
        <source>Name the file with the lines.</source>
        <translation>행이 있는 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>Name a node of the flow: --connections NODE.connection=NAME</source>
        <translation>흐름의 노드를 지정하세요: --connections NODE.connection=NAME</translation>
    </message>
    <message>
        <source>&apos;%1&apos; names no node&apos;s setting.</source>
        <translation>&apos;%1&apos;은(는) 노드의 설정을 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>Give connections as NODE.connection=NAME, or a file.</source>
        <translation>연결을 NODE.connection=NAME 또는 파일로 지정하세요.</translation>
    </message>
    <message>
        <source>The run was given the variables %1, which aren&apos;t kept as they may be secrets.</source>
        <translation>이 실행에는 변수 %1이(가) 주어졌는데, 비밀 값일 수 있어 보관하지 않았습니다.</translation>
    </message>
    <message>
        <source>Give them again with --environment-variables.</source>
        <translation>--environment-variables로 다시 지정하세요.</translation>
    </message>
    <message>
        <source>The run &apos;%1&apos; isn&apos;t completed: it is %2.</source>
        <translation>실행 &apos;%1&apos;이(가) 완료되지 않았습니다: %2.</translation>
    </message>
    <message>
        <source>Finish it first: postern run resume %1</source>
        <translation>먼저 마치세요: postern run resume %1</translation>
    </message>
    <message>
        <source>There are display_name, description and tags.KEY.</source>
        <translation>display_name, description, tags.KEY가 있습니다.</translation>
    </message>
    <message>
        <source>There is no data file or folder &apos;%1&apos;.</source>
        <translation>데이터 파일이나 폴더 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is empty.</source>
        <translation>&apos;%1&apos;이(가) 비어 있습니다.</translation>
    </message>
    <message>
        <source>Correct the run&apos;s file.</source>
        <translation>실행의 파일을 고치세요.</translation>
    </message>
    <message>
        <source>This is no line of a batch run.</source>
        <translation>배치 실행의 행이 아닙니다.</translation>
    </message>
    <message>
        <source>Remove the run and start it anew.</source>
        <translation>실행을 삭제하고 새로 시작하세요.</translation>
    </message>
    <message>
        <source>Line %1 took longer than %2 seconds.</source>
        <translation>%1행이 %2초보다 오래 걸렸습니다.</translation>
    </message>
    <message>
        <source>Give it more with --line-timeout, or find out what hangs.</source>
        <translation>--line-timeout으로 시간을 더 주거나 무엇이 멈췄는지 확인하세요.</translation>
    </message>
    <message>
        <source>The batch took longer than %1 seconds.</source>
        <translation>배치가 %1초보다 오래 걸렸습니다.</translation>
    </message>
    <message>
        <source>Go on with `postern run resume`, with a longer --batch-timeout.</source>
        <translation>더 긴 --batch-timeout으로 `postern run resume`을 실행해 이어 가세요.</translation>
    </message>
    <message>
        <source>The flow takes no inputs, so its lines would all be the same.</source>
        <translation>흐름에 입력이 없어 모든 행이 같게 됩니다.</translation>
    </message>
    <message>
        <source>Declare inputs in the flow, or run it with `postern flow test`.</source>
        <translation>흐름에 입력을 선언하거나 `postern flow test`로 실행하세요.</translation>
    </message>
    <message>
        <source>%1 rows have a line number that was there before: the first of each counts.</source>
        <translation>%1개 행의 행 번호가 이미 있습니다. 각각 첫 번째만 셉니다.</translation>
    </message>
    <message>
        <source>The run has cost %1, which is its limit.</source>
        <translation>실행 비용이 한도인 %1에 이르렀습니다.</translation>
    </message>
    <message>
        <source>Go on with `postern run resume` and a higher --max-cost.</source>
        <translation>더 높은 --max-cost로 `postern run resume`을 실행해 이어 가세요.</translation>
    </message>
    <message>
        <source>The data file &apos;%1&apos; can&apos;t be read.</source>
        <translation>데이터 파일 &apos;%1&apos;을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Check the path, and whether you may read it.</source>
        <translation>경로와 읽기 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The data file &apos;%1&apos; changed while it was read.</source>
        <translation>데이터 파일 &apos;%1&apos;이(가) 읽는 동안 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Run again once nobody writes it; a copy of it is safe.</source>
        <translation>아무도 쓰지 않을 때 다시 실행하세요. 복사본을 쓰면 안전합니다.</translation>
    </message>
    <message>
        <source>A line of &apos;%1&apos; is longer than 64 MB.</source>
        <translation>&apos;%1&apos;의 한 행이 64 MB보다 깁니다.</translation>
    </message>
    <message>
        <source>Write one object a line.</source>
        <translation>한 행에 객체 하나를 쓰세요.</translation>
    </message>
    <message>
        <source>The column mapping takes nothing from the data: every line would be the same.</source>
        <translation>열 매핑이 데이터에서 아무것도 가져오지 않아 모든 행이 같게 됩니다.</translation>
    </message>
    <message>
        <source>Map at least one input to a column: question=${data.question}</source>
        <translation>입력을 하나 이상 열에 매핑하세요: question=${data.question}</translation>
    </message>
    <message>
        <source>The data has no column for %1.</source>
        <translation>데이터에 %1의 열이 없습니다.</translation>
    </message>
    <message>
        <source>Say with --column-mapping where the inputs come from.</source>
        <translation>--column-mapping으로 입력을 어디서 가져올지 지정하세요.</translation>
    </message>
    <message>
        <source>Say with --column-mapping where the inputs come from; there are the columns %1.</source>
        <translation>--column-mapping으로 입력을 어디서 가져올지 지정하세요. 열은 %1이(가) 있습니다.</translation>
    </message>
    <message>
        <source>There are no rows in &apos;%1&apos;.</source>
        <translation>&apos;%1&apos;에 행이 없습니다.</translation>
    </message>
    <message>
        <source>Name data that has rows.</source>
        <translation>행이 있는 데이터를 지정하세요.</translation>
    </message>
    <message>
        <source>The data and the other run have no line in common.</source>
        <translation>데이터와 다른 실행에 공통된 행이 없습니다.</translation>
    </message>
    <message>
        <source>Lines belong together by their numbers: name the data that the run had.</source>
        <translation>행은 번호로 짝지어집니다. 그 실행이 쓴 데이터를 지정하세요.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; can&apos;t be written.</source>
        <translation>파일 &apos;%1&apos;을(를) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Check its permissions and the disk.</source>
        <translation>권한과 디스크를 확인하세요.</translation>
    </message>
    <message>
        <source>The run&apos;s lines can&apos;t be written to &apos;%1&apos;: is the disk full?</source>
        <translation>실행의 행을 &apos;%1&apos;에 쓸 수 없습니다. 디스크가 가득 찼나요?</translation>
    </message>
    <message>
        <source>Make room, then go on with `postern run resume`: no line is lost.</source>
        <translation>공간을 확보한 뒤 `postern run resume`으로 이어 가세요. 잃는 행은 없습니다.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; can&apos;t be read.</source>
        <translation>파일 &apos;%1&apos;을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>디스크를 확인하세요.</translation>
    </message>
    <message>
        <source>The file &apos;%1&apos; can&apos;t be written: is the disk full?</source>
        <translation>파일 &apos;%1&apos;을(를) 쓸 수 없습니다. 디스크가 가득 찼나요?</translation>
    </message>
    <message>
        <source>Make room, then `postern run resume`: no line runs again.</source>
        <translation>공간을 확보한 뒤 `postern run resume`을 실행하세요. 다시 실행되는 행은 없습니다.</translation>
    </message>
    <message>
        <source>A row of &apos;%1&apos; is a %2 instead of an object.</source>
        <translation>&apos;%1&apos;의 한 행이 객체가 아니라 %2입니다.</translation>
    </message>
    <message>
        <source>Write one object a row: {&quot;question&quot;: &quot;...&quot;}.</source>
        <translation>한 행에 객체 하나를 쓰세요: {&quot;question&quot;: &quot;...&quot;}.</translation>
    </message>
    <message>
        <source>The data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Line %1 of &apos;%2&apos; is no JSON: %3</source>
        <translation>&apos;%2&apos;의 %1행이 JSON이 아닙니다: %3</translation>
    </message>
    <message>
        <source>Correct the line: one object a line.</source>
        <translation>행을 고치세요. 한 행에 객체 하나입니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is one object and no list of rows.</source>
        <translation>&apos;%1&apos;은(는) 행의 목록이 아니라 객체 하나입니다.</translation>
    </message>
    <message>
        <source>Write a list of objects, or one object a line as .jsonl.</source>
        <translation>객체의 목록을 쓰거나 .jsonl로 한 행에 객체 하나를 쓰세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no JSON: %2</source>
        <translation>&apos;%1&apos;은(는) JSON이 아닙니다: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; holds no rows.</source>
        <translation>&apos;%1&apos;에 행이 없습니다.</translation>
    </message>
    <message>
        <source>Write a list of objects.</source>
        <translation>객체의 목록을 쓰세요.</translation>
    </message>
    <message>
        <source>A row of &apos;%1&apos; has %2 fields where there are %3 columns.</source>
        <translation>&apos;%1&apos;의 한 행에 필드가 %2개 있는데 열은 %3개입니다.</translation>
    </message>
    <message>
        <source>Put values with a separator in them between quotes.</source>
        <translation>구분 기호가 든 값은 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is a Parquet file, which Postern doesn&apos;t read.</source>
        <translation>&apos;%1&apos;은(는) Parquet 파일이며 Postern이 읽지 않습니다.</translation>
    </message>
    <message>
        <source>Write it as .jsonl or .csv.</source>
        <translation>.jsonl이나 .csv로 저장하세요.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t be the name of a run.</source>
        <translation>&apos;%1&apos;은(는) 실행의 이름이 될 수 없습니다.</translation>
    </message>
    <message>
        <source>Use letters, digits, &apos;_&apos;, &apos;-&apos; and &apos;.&apos;.</source>
        <translation>영문자, 숫자, &apos;_&apos;, &apos;-&apos;, &apos;.&apos;을 쓰세요.</translation>
    </message>
    <message>
        <source>There is no batch run &apos;%1&apos;.</source>
        <translation>배치 실행 &apos;%1&apos;이(가) 없습니다.</translation>
    </message>
    <message>
        <source>`postern run list` has them.</source>
        <translation>`postern run list`에 목록이 있습니다.</translation>
    </message>
    <message>
        <source>This is no record of a batch run.</source>
        <translation>배치 실행의 기록이 아닙니다.</translation>
    </message>
    <message>
        <source>The folder &apos;%1&apos; can&apos;t be made: %2.</source>
        <translation>폴더 &apos;%1&apos;을(를) 만들 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Check the disk and the permissions of Postern&apos;s home.</source>
        <translation>디스크와 Postern 홈의 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>There is a run &apos;%1&apos; already.</source>
        <translation>실행 &apos;%1&apos;이(가) 이미 있습니다.</translation>
    </message>
    <message>
        <source>Give another --name, or `postern run resume` to go on with it.</source>
        <translation>다른 --name을 주거나 `postern run resume`으로 이어 가세요.</translation>
    </message>
    <message>
        <source>The run&apos;s folder &apos;%1&apos; can&apos;t be removed: %2.</source>
        <translation>실행의 폴더 &apos;%1&apos;을(를) 삭제할 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no Excel workbook.</source>
        <translation>&apos;%1&apos;은(는) Excel 통합 문서가 아닙니다.</translation>
    </message>
    <message>
        <source>Save it as .xlsx, or as .csv.</source>
        <translation>.xlsx나 .csv로 저장하세요.</translation>
    </message>
    <message>
        <source>The simulator&apos;s certificate can&apos;t be made.</source>
        <translation>시뮬레이터의 인증서를 만들 수 없습니다.</translation>
    </message>
    <message>
        <source>The system gives no random numbers.</source>
        <translation>시스템이 난수를 주지 않습니다.</translation>
    </message>
    <message>
        <source>The certificate or its key can&apos;t be used: %1.</source>
        <translation>인증서나 그 키를 쓸 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>Both must be PEM, the certificate first in its chain, the key without a password.</source>
        <translation>둘 다 PEM이어야 하고, 인증서는 체인의 처음에, 키는 암호 없이 있어야 합니다.</translation>
    </message>
    <message>
        <source>Port %1 can&apos;t be opened: %2.</source>
        <translation>포트 %1을(를) 열 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The request is no JSON, and the flow takes more than one input.</source>
        <translation>요청이 JSON이 아닌데 흐름의 입력은 둘 이상입니다.</translation>
    </message>
    <message>
        <source>Send a JSON object with the inputs by name.</source>
        <translation>입력을 이름으로 담은 JSON 객체를 보내세요.</translation>
    </message>
    <message>
        <source>The request is neither JSON nor text in UTF-8.</source>
        <translation>요청이 JSON도 UTF-8 텍스트도 아닙니다.</translation>
    </message>
    <message>
        <source>The request lacks inputs of the flow: %1.</source>
        <translation>요청에 흐름의 입력이 없습니다: %1.</translation>
    </message>
    <message>
        <source>The request is JSON and no object.</source>
        <translation>요청이 JSON이지만 객체가 아닙니다.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is a folder here, or lies below a file.</source>
        <translation>&apos;%1&apos;은(는) 여기서 폴더이거나 파일 아래에 있습니다.</translation>
    </message>
    <message>
        <source>Move that away first; nothing was changed.</source>
        <translation>그것을 먼저 옮기세요. 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>The repository&apos;s configuration says that its files are in another folder: %1.</source>
        <translation>저장소의 설정이 파일이 다른 폴더에 있다고 합니다: %1.</translation>
    </message>
    <message>
        <source>Trust the folder, or take core.worktree out of .git/config.</source>
        <translation>폴더를 신뢰하거나 .git/config에서 core.worktree를 지우세요.</translation>
    </message>
</context>
<context>
    <name>postern::graph::GraphScene</name>
    <message>
        <source>Tidy graph</source>
        <translation>그래프 정리</translation>
    </message>
    <message>
        <source>Hide links</source>
        <translation>링크 숨기기</translation>
    </message>
    <message>
        <source>Show links</source>
        <translation>링크 표시</translation>
    </message>
    <message>
        <source>Tidy %1 nodes</source>
        <translation>노드 %1개 정리</translation>
    </message>
    <message>
        <source>Take nodes out of their group</source>
        <translation>노드를 묶음에서 빼기</translation>
    </message>
    <message>
        <source>Group nodes</source>
        <translation>노드 묶기</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>묶음 제거</translation>
    </message>
    <message>
        <source>Rename group</source>
        <translation>묶음 이름 바꾸기</translation>
    </message>
</context>
<context>
    <name>postern::graph::GraphView</name>
    <message>
        <source>Flow graph</source>
        <translation>흐름 그래프</translation>
    </message>
    <message>
        <source>Move %1 nodes</source>
        <translation>노드 %1개 이동</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 이동</translation>
    </message>
    <message>
        <source>No nodes yet. Press Space to add one.</source>
        <translation>아직 노드가 없습니다. 스페이스 키를 눌러 추가하세요.</translation>
    </message>
    <message>
        <source>Align %1 nodes</source>
        <translation>노드 %1개 맞춤</translation>
    </message>
</context>
<context>
    <name>postern::graph::Minimap</name>
    <message>
        <source>Overview of the graph</source>
        <translation>그래프 전체 보기</translation>
    </message>
</context>
<context>
    <name>postern::graph::Words</name>
    <message>
        <source>LLM</source>
        <translation>LLM</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>패키지</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>유휴</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>streaming</source>
        <translation>스트리밍 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>캐시됨</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 중지됨</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>condition false</source>
        <translation>조건 불일치</translation>
    </message>
    <message>
        <source>condition %1</source>
        <translation>조건 %1</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>입력 %1</translation>
    </message>
    <message>
        <source>output %1</source>
        <translation>출력 %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>line from %1 to %2</source>
        <translation>%1에서 %2(으)로 가는 링크</translation>
    </message>
    <message>
        <source>1 input</source>
        <translation>입력 1개</translation>
    </message>
    <message>
        <source>%1 inputs</source>
        <translation>입력 %1개</translation>
    </message>
    <message>
        <source>1 output</source>
        <translation>출력 1개</translation>
    </message>
    <message>
        <source>%1 outputs</source>
        <translation>출력 %1개</translation>
    </message>
    <message>
        <source>breakpoint</source>
        <translation>중단점</translation>
    </message>
    <message>
        <source>error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Output pinned for this session</source>
        <translation>이 세션 동안 출력이 고정됨</translation>
    </message>
    <message>
        <source>Muted for this session</source>
        <translation>이 세션 동안 음소거됨</translation>
    </message>
    <message>
        <source>Breakpoint of this session</source>
        <translation>이 세션의 중단점</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>%1 can&apos;t take what it gives itself.</source>
        <translation>%1은(는) 자신의 출력을 입력으로 받을 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 waits for %2: this would be a loop.</source>
        <translation>%1은(는) %2을(를) 기다립니다. 연결하면 순환이 생깁니다.</translation>
    </message>
    <message>
        <source>%1 runs once, after all rows: %2, which runs for each, can&apos;t read it.</source>
        <translation>%1은(는) 모든 행이 끝난 뒤 한 번 실행됩니다. 행마다 실행되는 %2은(는) 그 출력을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 of %2 takes %3, not %4.</source>
        <translation>%2의 %1은(는) %4이(가) 아니라 %3을(를) 받습니다.</translation>
    </message>
    <message>
        <source>There is no output %1.</source>
        <translation>출력 %1이(가) 없습니다.</translation>
    </message>
    <message>
        <source>There is no input %1.</source>
        <translation>입력 %1이(가) 없습니다.</translation>
    </message>
    <message>
        <source>%1 take %2</source>
        <translation>%1개는 %2을(를) 받음</translation>
    </message>
    <message>
        <source>%1 would make a loop</source>
        <translation>%1개는 순환이 생김</translation>
    </message>
    <message>
        <source>%1 run for each row</source>
        <translation>%1개는 행마다 실행됨</translation>
    </message>
    <message>
        <source>wired</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>연결 해제</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>편집됨</translation>
    </message>
    <message>
        <source>stepped back</source>
        <translation>뒤로 이동함</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>아직 아님</translation>
    </message>
    <message>
        <source>disabled breakpoint</source>
        <translation>꺼진 중단점</translation>
    </message>
    <message>
        <source>conditional breakpoint</source>
        <translation>조건부 중단점</translation>
    </message>
    <message>
        <source>logpoint</source>
        <translation>로그 지점</translation>
    </message>
    <message>
        <source>output pinned</source>
        <translation>출력 고정됨</translation>
    </message>
    <message>
        <source>%1 conditions</source>
        <translation>조건 %1개</translation>
    </message>
    <message>
        <source>%1 · %2 wires</source>
        <translation>%1 · 링크 %2개</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>변경 없음</translation>
    </message>
    <message>
        <source>added</source>
        <translation>추가됨</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>제거됨</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>변경됨</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>이름 변경됨</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>병합됨</translation>
    </message>
    <message>
        <source>in conflict</source>
        <translation>충돌</translation>
    </message>
</context>
<context>
    <name>postern::ide::AboutDialog</name>
    <message>
        <source>Software of others</source>
        <translation>포함된 소프트웨어</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>About Postern</source>
        <translation>Postern 정보</translation>
    </message>
    <message>
        <source>A native home for prompt flow folders.</source>
        <translation>프롬프트 흐름 폴더를 위한 네이티브 환경입니다.</translation>
    </message>
    <message>
        <source>The window is free software under the GNU GPL, version 3 or later; the engine and the command line are under the Apache License 2.0. There is no warranty.</source>
        <translation>창은 GNU GPL 버전 3 이상에 따른 자유 소프트웨어이며, 엔진과 명령줄 도구에는 Apache License 2.0이 적용됩니다. 어떠한 보증도 없습니다.</translation>
    </message>
    <message>
        <source>A package holds the texts of all licences in its folder third-party, and a bill of materials beside it.</source>
        <translation>패키지의 third-party 폴더에 모든 라이선스 전문이 있고, 그 옆에 구성 요소 목록이 있습니다.</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>버전 정보 복사</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>postern::ide::AddNodeSearch</name>
    <message>
        <source>Add a node</source>
        <translation>노드 추가</translation>
    </message>
    <message>
        <source>Add after %1</source>
        <translation>%1 뒤에 추가</translation>
    </message>
    <message>
        <source>takes: %1</source>
        <translation>받는 형식: %1</translation>
    </message>
    <message>
        <source>Show everything (Backspace)</source>
        <translation>모두 표시 (Backspace)</translation>
    </message>
    <message>
        <source>Enter adds</source>
        <translation>Enter: 추가</translation>
    </message>
    <message>
        <source>Shift+Enter wires it to %1</source>
        <translation>Shift+Enter: %1에 링크 연결</translation>
    </message>
    <message>
        <source>Esc drops the wire</source>
        <translation>Esc: 링크 버리기</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc: 닫기</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>찾은 항목이 없습니다.</translation>
    </message>
    <message>
        <source>any</source>
        <translation>모든 형식</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>%1   %2 of %3</source>
        <translation>%1   %3개 중 %2개</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>postern::ide::Application</name>
    <message>
        <source>Postern failed to start %1 times in a row.</source>
        <translation>Postern이 연속으로 %1번 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>So the window and its panels are as at the first start, and no folder was opened by itself. Text that was not saved is kept for when its folder is opened.</source>
        <translation>그래서 창과 패널을 처음 상태로 되돌렸으며 폴더를 자동으로 열지 않았습니다. 저장하지 않은 텍스트는 보관되어 있고, 해당 폴더를 열면 복원됩니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::AuthoringCommands</name>
    <message>
        <source>Add %1</source>
        <translation>%1 추가</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 삭제</translation>
    </message>
    <message>
        <source>Delete %1 nodes</source>
        <translation>노드 %1개 삭제</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 복제</translation>
    </message>
    <message>
        <source>Duplicate %1 nodes</source>
        <translation>노드 %1개 복제</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 이동</translation>
    </message>
    <message>
        <source>Move %1 nodes</source>
        <translation>노드 %1개 이동</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
</context>
<context>
    <name>postern::ide::BottomPane</name>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>실행 로그</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>문제 (%1)</translation>
    </message>
    <message>
        <source>Egress ledger</source>
        <translation>외부 연결 기록</translation>
    </message>
    <message>
        <source>Egress ledger (%1)</source>
        <translation>외부 연결 기록 (%1)</translation>
    </message>
    <message>
        <source>The Python environment is ready.</source>
        <translation>Python 환경이 준비되었습니다.</translation>
    </message>
    <message>
        <source>No problems. What is wrong with the flow is listed here.</source>
        <translation>문제가 없습니다. 흐름에 잘못된 점이 있으면 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>No host was contacted in this session. Runs on the simulator contact none.</source>
        <translation>이 세션에서 연결한 호스트가 없습니다. 시뮬레이터로 실행하면 어디에도 연결하지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing yet. Press F5 to run the flow.</source>
        <translation>아직 없습니다. F5 키를 눌러 흐름을 실행하세요.</translation>
    </message>
    <message>
        <source>Nothing yet. %1</source>
        <translation>아직 없습니다. %1</translation>
    </message>
</context>
<context>
    <name>postern::ide::BreakpointCommands</name>
    <message>
        <source>Break on many tokens</source>
        <translation>토큰이 많으면 중단</translation>
    </message>
    <message>
        <source>Stop when a node took more tokens than</source>
        <translation>노드가 다음보다 많은 토큰을 쓰면 중단</translation>
    </message>
    <message>
        <source>Add watch</source>
        <translation>조사식 추가</translation>
    </message>
    <message>
        <source>Expression, as in a template: over inputs and nodes.NAME.inputs, output, usage</source>
        <translation>템플릿과 같은 식: inputs와 nodes.NAME.inputs, output, usage를 쓸 수 있습니다</translation>
    </message>
</context>
<context>
    <name>postern::ide::BreakpointDialog</name>
    <message>
        <source>Enabled</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Breakpoint: %1</source>
        <translation>중단점: %1</translation>
    </message>
    <message>
        <source>Before the node runs</source>
        <translation>노드 실행 전</translation>
    </message>
    <message>
        <source>After the node ran</source>
        <translation>노드 실행 후</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중단 시점</translation>
    </message>
    <message>
        <source>More tokens than</source>
        <translation>다음보다 많은 토큰</translation>
    </message>
    <message>
        <source>Only if</source>
        <translation>조건</translation>
    </message>
    <message>
        <source>From visit</source>
        <translation>방문 횟수부터</translation>
    </message>
    <message>
        <source>Write in place of a stop</source>
        <translation>멈추지 않고 기록</translation>
    </message>
    <message>
        <source>Set breakpoint</source>
        <translation>중단점 설정</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>postern::ide::Breakpoints</name>
    <message>
        <source>inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>On any error</source>
        <translation>모든 오류</translation>
    </message>
    <message>
        <source>On a value of another type</source>
        <translation>형식이 다른 값</translation>
    </message>
    <message>
        <source>On more than %1 tokens</source>
        <translation>토큰 %1개 초과</translation>
    </message>
    <message>
        <source>On a search that finds nothing</source>
        <translation>결과 없는 검색</translation>
    </message>
    <message>
        <source>after</source>
        <translation>실행 후</translation>
    </message>
    <message>
        <source>before</source>
        <translation>실행 전</translation>
    </message>
    <message>
        <source>if %1</source>
        <translation>조건 %1</translation>
    </message>
    <message>
        <source>from visit %1 on</source>
        <translation>%1번째 방문부터</translation>
    </message>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>The flow has no such place now.</source>
        <translation>지금 흐름에는 이 위치가 없습니다.</translation>
    </message>
    <message>
        <source>Of this session: nothing of it is in the flow&apos;s files.</source>
        <translation>이 세션의 설정이며 흐름 파일에는 저장되지 않습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::BreakpointsPane</name>
    <message>
        <source>Breakpoints</source>
        <translation>중단점</translation>
    </message>
    <message>
        <source>No breakpoints yet. Select a node and press F9.</source>
        <translation>아직 중단점이 없습니다. 노드를 선택하고 F9 키를 누르세요.</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>편집…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>postern::ide::Buffer</name>
    <message>
        <source>The file %1 could not be read, so it is not written over.</source>
        <translation>파일 %1을(를) 읽지 못해 덮어쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Save the text under another name.</source>
        <translation>텍스트를 다른 이름으로 저장하세요.</translation>
    </message>
    <message>
        <source>The file %1 was changed by another program.</source>
        <translation>다른 프로그램이 파일 %1을(를) 바꾸었습니다.</translation>
    </message>
    <message>
        <source>Reload it, or keep yours and save again.</source>
        <translation>다시 불러오거나, 현재 내용을 유지하고 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The file %1 is read-only.</source>
        <translation>파일 %1은(는) 읽기 전용입니다.</translation>
    </message>
    <message>
        <source>Save it under another name, or make it writable.</source>
        <translation>다른 이름으로 저장하거나 쓸 수 있게 하세요.</translation>
    </message>
    <message>
        <source>The file %1 is too large to be edited.</source>
        <translation>파일 %1은(는) 편집하기에 너무 큽니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::CallStackPane</name>
    <message>
        <source>Call stack and variables</source>
        <translation>호출 스택과 변수</translation>
    </message>
    <message>
        <source>Nothing stands at a line. Press F9 in a Python file for a breakpoint, or step into a Python node with F11.</source>
        <translation>줄에서 멈춘 코드가 없습니다. Python 파일에서 F9를 눌러 중단점을 설정하거나 F11로 Python 노드 안으로 들어가세요.</translation>
    </message>
</context>
<context>
    <name>postern::ide::CanvasCommands</name>
    <message>
        <source>Group nodes</source>
        <translation>노드 묶기</translation>
    </message>
    <message>
        <source>Title of the group</source>
        <translation>묶음 제목</translation>
    </message>
    <message>
        <source>Rename group</source>
        <translation>묶음 이름 바꾸기</translation>
    </message>
    <message>
        <source>Title of the group; without one it goes</source>
        <translation>묶음 제목(비우면 묶음이 없어집니다)</translation>
    </message>
</context>
<context>
    <name>postern::ide::ChatPane</name>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>Run of an earlier answer</source>
        <translation>이전 답변의 실행</translation>
    </message>
    <message>
        <source>%1 of %2 nodes done</source>
        <translation>노드 %2개 중 %1개 완료</translation>
    </message>
</context>
<context>
    <name>postern::ide::CommandPalette</name>
    <message>
        <source>Nothing found.</source>
        <translation>찾은 항목이 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::CompareModel</name>
    <message>
        <source>%1 tok</source>
        <translation>%1 토큰</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>state</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>비용</translation>
    </message>
    <message>
        <source>source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>실행 전체</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>B에만 있음</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>A에만 있음</translation>
    </message>
    <message>
        <source>same</source>
        <translation>같음</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>A: time · tokens</source>
        <translation>A: 시간 · 토큰</translation>
    </message>
    <message>
        <source>B: time · tokens</source>
        <translation>B: 시간 · 토큰</translation>
    </message>
    <message>
        <source>Differs in</source>
        <translation>다른 점</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
</context>
<context>
    <name>postern::ide::ComparePane</name>
    <message>
        <source>Select two runs in the history and compare them: their nodes are laid side by side here.</source>
        <translation>실행 기록에서 실행 두 개를 선택하여 비교하세요. 노드가 여기에 나란히 표시됩니다.</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Nodes of both runs</source>
        <translation>두 실행의 노드</translation>
    </message>
    <message>
        <source>Compare A %1 with B %2</source>
        <translation>A %1, B %2 비교</translation>
    </message>
    <message>
        <source>No node differs</source>
        <translation>다른 노드 없음</translation>
    </message>
    <message>
        <source>First difference: %1, %2</source>
        <translation>첫 차이: %1, %2</translation>
    </message>
    <message>
        <source>First difference: %1</source>
        <translation>첫 차이: %1</translation>
    </message>
    <message>
        <source>Nothing differs here but the time.</source>
        <translation>시간 외에는 다른 점이 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::ConnectPalette</name>
    <message>
        <source>nothing yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Connect which input?</source>
        <translation>어느 입력에 연결할까요?</translation>
    </message>
    <message>
        <source>new input</source>
        <translation>새 입력</translation>
    </message>
    <message>
        <source>Connect %1</source>
        <translation>%1 연결</translation>
    </message>
</context>
<context>
    <name>postern::ide::ContextMenus</name>
    <message>
        <source>Go to source</source>
        <translation>소스로 이동</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>이름 복사</translation>
    </message>
    <message>
        <source>Copy reference</source>
        <translation>참조 복사</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>%1(으)로 이동</translation>
    </message>
    <message>
        <source>the inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>the outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Select source: %1</source>
        <translation>시작 노드 선택: %1</translation>
    </message>
    <message>
        <source>Select target: %1</source>
        <translation>대상 노드 선택: %1</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>펼치기</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Open as flow</source>
        <translation>흐름으로 열기</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>경로 복사</translation>
    </message>
    <message>
        <source>Copy path within the folder</source>
        <translation>폴더 안의 경로 복사</translation>
    </message>
    <message>
        <source>Insert a node here…</source>
        <translation>여기에 노드 삽입…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>링크 끊기</translation>
    </message>
    <message>
        <source>Duplicate this flow…</source>
        <translation>이 흐름 복제…</translation>
    </message>
</context>
<context>
    <name>postern::ide::DataTableModel</name>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>postern::ide::DataView</name>
    <message>
        <source>Rows of the data set</source>
        <translation>데이터 세트의 행</translation>
    </message>
    <message>
        <source>No rows: neither lines of JSON nor a list.</source>
        <translation>행이 없습니다. JSON 행도 목록도 아닙니다.</translation>
    </message>
    <message>
        <source>Rows: %1</source>
        <translation>행: %1개</translation>
    </message>
    <message>
        <source>The first rows: %1. More are read when you scroll.</source>
        <translation>처음 행: %1개. 스크롤하면 더 읽습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::DebugCommands</name>
    <message>
        <source>%1: reused</source>
        <translation>%1: 재사용</translation>
    </message>
    <message>
        <source>%1: runs</source>
        <translation>%1: 실행</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Run from %1</source>
        <translation>%1부터 실행</translation>
    </message>
    <message>
        <source>Edit inputs of %1</source>
        <translation>%1의 입력 편집</translation>
    </message>
    <message>
        <source>Output of %1</source>
        <translation>%1의 출력</translation>
    </message>
    <message>
        <source>%1: runs, %2</source>
        <translation>%1: 실행, %2</translation>
    </message>
    <message>
        <source>What nodes gave before is taken where nothing that it depends on has changed:</source>
        <translation>관련된 것이 바뀌지 않은 노드는 이전에 내보낸 값을 사용합니다:</translation>
    </message>
    <message>
        <source>Nothing can be reused:</source>
        <translation>재사용할 것이 없습니다:</translation>
    </message>
    <message>
        <source>Reuse also what may differ</source>
        <translation>다를 수 있는 것도 재사용</translation>
    </message>
</context>
<context>
    <name>postern::ide::DebugController</name>
    <message>
        <source>Edit inputs</source>
        <translation>입력 편집</translation>
    </message>
    <message>
        <source>Pin output</source>
        <translation>출력 고정</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 중지</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Next node</source>
        <translation>다음 노드</translation>
    </message>
    <message>
        <source>Step into</source>
        <translation>노드 안으로</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>노드 밖으로</translation>
    </message>
    <message>
        <source>Run to here</source>
        <translation>여기까지 실행</translation>
    </message>
    <message>
        <source>Retry the node</source>
        <translation>노드 다시 시도</translation>
    </message>
    <message>
        <source>Let it fail</source>
        <translation>실패로 두기</translation>
    </message>
    <message>
        <source>Supply an output</source>
        <translation>출력 넣기</translation>
    </message>
    <message>
        <source>Edit the output</source>
        <translation>출력 편집</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>되돌리기</translation>
    </message>
</context>
<context>
    <name>postern::ide::DebugStrip</name>
    <message>
        <source>Forward</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Forward (F10)</source>
        <translation>앞으로 (F10)</translation>
    </message>
    <message>
        <source>%1 failed and is held</source>
        <translation>%1: 실패하여 멈춤</translation>
    </message>
    <message>
        <source>Paused before %1</source>
        <translation>%1 실행 전에 일시 중지됨</translation>
    </message>
    <message>
        <source>Paused after %1</source>
        <translation>%1 실행 후에 일시 중지됨</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
    <message>
        <source>Breakpoint.</source>
        <translation>중단점입니다.</translation>
    </message>
    <message>
        <source>A value arrived at %1.</source>
        <translation>%1에 값이 도착했습니다.</translation>
    </message>
    <message>
        <source>Break on any error.</source>
        <translation>오류가 나면 중단합니다.</translation>
    </message>
    <message>
        <source>A value is of another type than is said of it.</source>
        <translation>값의 형식이 선언된 것과 다릅니다.</translation>
    </message>
    <message>
        <source>It took %1 tokens.</source>
        <translation>토큰 %1개를 사용했습니다.</translation>
    </message>
    <message>
        <source>The search found nothing.</source>
        <translation>검색 결과가 없습니다.</translation>
    </message>
    <message>
        <source>Edit any input, then continue.</source>
        <translation>입력을 편집한 다음 계속하세요.</translation>
    </message>
    <message>
        <source>The prompt is rendered; the model is not asked yet.</source>
        <translation>프롬프트가 만들어졌고 모델에는 아직 묻지 않았습니다.</translation>
    </message>
    <message>
        <source>Held back: %1</source>
        <translation>보류 중: %1</translation>
    </message>
    <message>
        <source>Failed, and held while other branches go on; the run comes back to it.</source>
        <translation>실패했으며, 다른 갈래가 진행되는 동안 보류됩니다. 실행이 나중에 여기로 돌아옵니다.</translation>
    </message>
    <message>
        <source>Stepped back to before %1</source>
        <translation>%1 실행 전으로 이동함</translation>
    </message>
    <message>
        <source>Values come from the run of %1; no model is asked until you continue.</source>
        <translation>값은 %1 실행에서 가져옵니다. 계속하기 전에는 모델에 묻지 않습니다.</translation>
    </message>
    <message>
        <source>Paused at %1:%2</source>
        <translation>%1:%2에서 일시 중지됨</translation>
    </message>
    <message>
        <source>In %1.</source>
        <translation>%1 안입니다.</translation>
    </message>
    <message>
        <source>In %1, of the node %2.</source>
        <translation>노드 %2의 %1 안입니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::DockTitle</name>
    <message>
        <source>Float %1</source>
        <translation>%1 분리</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 닫기</translation>
    </message>
</context>
<context>
    <name>postern::ide::Document</name>
    <message>
        <source>The flow could not be checked: %1</source>
        <translation>흐름을 검사할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>This is a bug of Postern: please report it.</source>
        <translation>Postern의 버그입니다. 알려 주세요.</translation>
    </message>
</context>
<context>
    <name>postern::ide::EditorPane</name>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1에 저장하지 않은 변경 내용이 있습니다.</translation>
    </message>
    <message>
        <source>Close file</source>
        <translation>파일 닫기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>These files have changes that are not saved:</source>
        <translation>다음 파일에 저장하지 않은 변경 내용이 있습니다.</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>저장하지 않은 변경</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>모두 저장</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>editor</source>
        <translation>편집기</translation>
    </message>
    <message>
        <source>%1: disk and editor</source>
        <translation>%1: 디스크와 편집기</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>행으로 이동</translation>
    </message>
    <message>
        <source>Line (1 to %1)</source>
        <translation>행 (1~%1)</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>실행 취소: %1</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>다시 실행: %1</translation>
    </message>
    <message>
        <source>Do all %1 fixes that are sure</source>
        <translation>확실한 수정 %1개 모두 적용</translation>
    </message>
    <message>
        <source>%1 can&apos;t be formatted.</source>
        <translation>%1의 서식을 맞출 수 없습니다.</translation>
    </message>
    <message>
        <source>Python files can, by ruff. All others stay as you write them.</source>
        <translation>Python 파일만 ruff로 서식을 맞춥니다. 다른 파일은 쓴 그대로 둡니다.</translation>
    </message>
    <message>
        <source>There is no ruff to format Python with.</source>
        <translation>Python의 서식을 맞출 ruff가 없습니다.</translation>
    </message>
    <message>
        <source>Install it into the flow&apos;s environment: add ruff to requirements.txt, or put it on the PATH.</source>
        <translation>흐름의 환경에 설치하세요. requirements.txt에 ruff를 추가하거나 PATH에 두세요.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>서식 맞추기</translation>
    </message>
    <message>
        <source>%1: versions</source>
        <translation>%1: 버전</translation>
    </message>
    <message>
        <source>%1 is too large to be edited as a text (%2).</source>
        <translation>%1은(는) 너무 커서 텍스트로 편집할 수 없습니다(%2).</translation>
    </message>
    <message>
        <source>Its rows are read from the disk as you scroll. The first of them can be edited as a file of their own.</source>
        <translation>행은 스크롤할 때 디스크에서 읽습니다. 처음 행들은 별도의 파일로 편집할 수 있습니다.</translation>
    </message>
    <message>
        <source>Edit the first 1,000 lines</source>
        <translation>처음 1,000줄 편집</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1을(를) 읽을 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::EnvironmentCommands</name>
    <message>
        <source>Create a Python environment</source>
        <translation>Python 환경 만들기</translation>
    </message>
    <message>
        <source>The folder has an environment already. Make it anew? Packages that requirements.txt doesn&apos;t name will be gone.</source>
        <translation>폴더에 이미 환경이 있습니다. 새로 만들까요? requirements.txt에 없는 패키지는 사라집니다.</translation>
    </message>
    <message>
        <source>Make anew</source>
        <translation>새로 만들기</translation>
    </message>
    <message>
        <source>Folder of wheels</source>
        <translation>휠 폴더</translation>
    </message>
    <message>
        <source>Python interpreter</source>
        <translation>Python 인터프리터</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>postern::ide::EnvironmentController</name>
    <message>
        <source>pip&apos;s package index</source>
        <translation>pip의 패키지 인덱스</translation>
    </message>
</context>
<context>
    <name>postern::ide::ExplorerView</name>
    <message>
        <source>Explorer</source>
        <translation>탐색기</translation>
    </message>
</context>
<context>
    <name>postern::ide::FileTabs</name>
    <message>
        <source>Open files</source>
        <translation>열린 파일</translation>
    </message>
</context>
<context>
    <name>postern::ide::FileView</name>
    <message>
        <source>%1 was changed by another program.</source>
        <translation>다른 프로그램이 %1을(를) 변경했습니다.</translation>
    </message>
    <message>
        <source>Your unsaved changes are still here.</source>
        <translation>저장하지 않은 변경 내용은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>다시 읽기</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>내 변경 유지</translation>
    </message>
    <message>
        <source>%1 could not be saved.</source>
        <translation>%1을(를) 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>%1 was deleted or renamed.</source>
        <translation>%1이(가) 삭제되었거나 이름이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Its text is still here.</source>
        <translation>내용은 여기에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>다시 저장</translation>
    </message>
    <message>
        <source>%1 is read-only on the disk.</source>
        <translation>%1은(는) 디스크에서 읽기 전용입니다.</translation>
    </message>
    <message>
        <source>Changes can be saved under another name.</source>
        <translation>변경 내용은 다른 이름으로 저장할 수 있습니다.</translation>
    </message>
    <message>
        <source>Make writable</source>
        <translation>쓰기 허용</translation>
    </message>
    <message>
        <source>%1 can&apos;t be made writable.</source>
        <translation>%1의 쓰기를 허용할 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 is not valid UTF-8.</source>
        <translation>%1은(는) 올바른 UTF-8이 아닙니다.</translation>
    </message>
    <message>
        <source>It is shown read-only, so that none of its bytes change.</source>
        <translation>바이트가 바뀌지 않도록 읽기 전용으로 표시합니다.</translation>
    </message>
    <message>
        <source>%1 is not shown.</source>
        <translation>%1은(는) 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>It has a line of more than a million characters (%1 in all).</source>
        <translation>백만 자가 넘는 행이 있습니다(전체 %1).</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>%1 is large (%2).</source>
        <translation>%1은(는) 큰 파일입니다(%2).</translation>
    </message>
    <message>
        <source>It is shown without colours, folding and checks.</source>
        <translation>색상, 접기, 검사 없이 표시합니다.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
</context>
<context>
    <name>postern::ide::FlowChooser</name>
    <message>
        <source>Choose a flow</source>
        <translation>흐름 선택</translation>
    </message>
    <message>
        <source>%1 holds %2 flows. Which one is to be opened?</source>
        <translation>%1에 흐름이 %2개 있습니다. 어느 것을 여시겠습니까?</translation>
    </message>
    <message>
        <source>Flows</source>
        <translation>흐름</translation>
    </message>
    <message>
        <source>Open flow</source>
        <translation>흐름 열기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Flex flow</source>
        <translation>Flex 흐름</translation>
    </message>
    <message>
        <source>Prompty</source>
        <translation>Prompty</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>흐름</translation>
    </message>
</context>
<context>
    <name>postern::ide::FlowEdits</name>
    <message>
        <source>Open a flow to change it.</source>
        <translation>변경하려면 흐름을 여세요.</translation>
    </message>
    <message>
        <source>A flow of code and a prompty have no graph to change: edit their text.</source>
        <translation>코드로 된 흐름과 prompty에는 변경할 그래프가 없습니다: 텍스트를 편집하세요.</translation>
    </message>
    <message>
        <source>The text can&apos;t be read as it is: mend it, and the graph can be changed again.</source>
        <translation>텍스트를 지금은 읽을 수 없습니다: 고치면 그래프를 다시 변경할 수 있습니다.</translation>
    </message>
    <message>
        <source>There is a file %1 already.</source>
        <translation>%1 파일이 이미 있습니다.</translation>
    </message>
    <message>
        <source>Give the new one another name.</source>
        <translation>새것에 다른 이름을 지정하세요.</translation>
    </message>
</context>
<context>
    <name>postern::ide::FlowOpener</name>
    <message>
        <source>There is no other flow in this folder.</source>
        <translation>이 폴더에 다른 흐름이 없습니다.</translation>
    </message>
    <message>
        <source>Open flow folder</source>
        <translation>흐름 폴더 열기</translation>
    </message>
    <message>
        <source>No folders yet</source>
        <translation>아직 폴더가 없습니다</translation>
    </message>
</context>
<context>
    <name>postern::ide::FlowParcels</name>
    <message>
        <source>Open a zip file</source>
        <translation>zip 파일 열기</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>zip 파일 (*.zip)</translation>
    </message>
    <message>
        <source>Unpack into the new folder</source>
        <translation>새 폴더에 풀기</translation>
    </message>
    <message>
        <source>Save as a zip file</source>
        <translation>zip 파일로 저장</translation>
    </message>
    <message>
        <source>%1 is written, with %2 files.</source>
        <translation>%1을(를) 파일 %2개로 썼습니다.</translation>
    </message>
    <message>
        <source>Left out were:</source>
        <translation>빠진 것:</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Duplicate the flow as the new folder</source>
        <translation>흐름을 새 폴더로 복제</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>복사본</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitChangesPane</name>
    <message>
        <source>added</source>
        <translation>추가됨</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>삭제됨</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>이름 변경됨</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>복사됨</translation>
    </message>
    <message>
        <source>another kind of file</source>
        <translation>다른 종류의 파일</translation>
    </message>
    <message>
        <source>not in the repository yet</source>
        <translation>아직 저장소에 없음</translation>
    </message>
    <message>
        <source>in conflict</source>
        <translation>충돌</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>변경됨</translation>
    </message>
    <message>
        <source>A merge is half done.</source>
        <translation>병합이 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>A rebase is half done.</source>
        <translation>리베이스가 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>A cherry-pick is half done.</source>
        <translation>체리픽이 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>A revert is half done.</source>
        <translation>되돌리기가 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>A search by bisect is under way.</source>
        <translation>bisect 탐색이 진행 중입니다.</translation>
    </message>
    <message>
        <source>Changed files</source>
        <translation>변경된 파일</translation>
    </message>
    <message>
        <source>Nothing has changed since the last commit.</source>
        <translation>마지막 커밋 이후 변경된 것이 없습니다.</translation>
    </message>
    <message>
        <source>Looking at the repository…</source>
        <translation>저장소를 보는 중…</translation>
    </message>
    <message>
        <source>%1 files are in conflict.</source>
        <translation>파일 %1개가 충돌합니다.</translation>
    </message>
    <message>
        <source>1 file is in conflict.</source>
        <translation>파일 1개가 충돌합니다.</translation>
    </message>
    <message>
        <source>There is no commit yet: the first one begins the branch %1.</source>
        <translation>아직 커밋이 없습니다. 첫 커밋이 브랜치 %1을(를) 시작합니다.</translation>
    </message>
    <message>
        <source>No branch is checked out: commits made here belong to none. Make a branch to keep them.</source>
        <translation>체크아웃한 브랜치가 없습니다. 여기서 만든 커밋은 어느 브랜치에도 속하지 않습니다. 보존하려면 브랜치를 만드세요.</translation>
    </message>
    <message>
        <source>The clone is shallow: its history isn&apos;t all here.</source>
        <translation>얕은 복제본이라 기록이 모두 있지 않습니다.</translation>
    </message>
    <message>
        <source>Restricted: hooks, filters and helpers of this repository stay off, and nothing is fetched or pushed.</source>
        <translation>제한 모드: 이 저장소의 후크, 필터, 도우미는 꺼져 있고, 페치나 푸시를 하지 않습니다.</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>충돌</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>스테이징됨</translation>
    </message>
    <message>
        <source>Not staged</source>
        <translation>스테이징 안 됨</translation>
    </message>
    <message>
        <source>%1 files aren&apos;t saved: what is compared and staged is what is on the disk.</source>
        <translation>파일 %1개가 저장되지 않았습니다. 디스크에 있는 것을 비교하고 스테이징합니다.</translation>
    </message>
    <message>
        <source>1 file isn&apos;t saved: what is compared and staged is what is on the disk.</source>
        <translation>저장되지 않은 파일이 1개 있습니다. 비교하고 스테이징하는 것은 디스크에 있는 내용입니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitCommands</name>
    <message>
        <source>Switch branch</source>
        <translation>브랜치 전환</translation>
    </message>
    <message>
        <source>Branch:</source>
        <translation>브랜치:</translation>
    </message>
    <message>
        <source>Cherry-pick</source>
        <translation>체리픽</translation>
    </message>
    <message>
        <source>Take back the stash</source>
        <translation>스태시 되돌리기</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>중단</translation>
    </message>
    <message>
        <source>All becomes as it was before it began; what was settled since is lost.</source>
        <translation>시작하기 전 상태로 돌아갑니다. 그 뒤에 정한 것은 사라집니다.</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>계속 진행</translation>
    </message>
    <message>
        <source>Nothing was pulled</source>
        <translation>풀하지 않았습니다</translation>
    </message>
    <message>
        <source>This branch follows none of a server. Push it first, or merge one.</source>
        <translation>이 브랜치는 서버의 브랜치를 따르지 않습니다. 먼저 푸시하거나 브랜치를 병합하세요.</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>풀</translation>
    </message>
    <message>
        <source>Nothing was pushed</source>
        <translation>푸시하지 않았습니다</translation>
    </message>
    <message>
        <source>No branch is checked out: make one of these commits first.</source>
        <translation>체크아웃한 브랜치가 없습니다. 먼저 이 커밋으로 브랜치를 만드세요.</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>푸시</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>페치</translation>
    </message>
    <message>
        <source>Clone a repository</source>
        <translation>저장소 복제</translation>
    </message>
    <message>
        <source>Address of the repository, or its folder:</source>
        <translation>저장소의 주소 또는 폴더:</translation>
    </message>
    <message>
        <source>Clone into this folder</source>
        <translation>이 폴더 안에 복제</translation>
    </message>
    <message>
        <source>Nothing was cloned</source>
        <translation>복제하지 않았습니다</translation>
    </message>
    <message>
        <source>There is already a folder &apos;%1&apos;.</source>
        <translation>폴더 &apos;%1&apos;이(가) 이미 있습니다.</translation>
    </message>
    <message>
        <source>There is no other branch.</source>
        <translation>다른 브랜치가 없습니다.</translation>
    </message>
    <message>
        <source>Switch to %1</source>
        <translation>%1(으)로 전환</translation>
    </message>
    <message>
        <source>New branch</source>
        <translation>새 브랜치</translation>
    </message>
    <message>
        <source>Name of the branch:</source>
        <translation>브랜치 이름:</translation>
    </message>
    <message>
        <source>Merge a branch</source>
        <translation>브랜치 병합</translation>
    </message>
    <message>
        <source>Merge this into %1:</source>
        <translation>%1에 병합할 브랜치:</translation>
    </message>
    <message>
        <source>Merge %1</source>
        <translation>%1 병합</translation>
    </message>
    <message>
        <source>Rebase</source>
        <translation>리베이스</translation>
    </message>
    <message>
        <source>Onto:</source>
        <translation>기준 브랜치:</translation>
    </message>
    <message>
        <source>Rebase onto %1</source>
        <translation>%1 위로 리베이스</translation>
    </message>
    <message>
        <source>Stash changes</source>
        <translation>변경 스태시</translation>
    </message>
    <message>
        <source>All changes are put aside. A word for it:</source>
        <translation>모든 변경을 따로 보관합니다. 설명:</translation>
    </message>
    <message>
        <source>work in progress</source>
        <translation>진행 중인 작업</translation>
    </message>
    <message>
        <source>Stash</source>
        <translation>스태시</translation>
    </message>
    <message>
        <source>Tag the commit</source>
        <translation>커밋에 태그</translation>
    </message>
    <message>
        <source>Name of the tag:</source>
        <translation>태그 이름:</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Who changed each node</source>
        <translation>노드별 변경한 사람</translation>
    </message>
    <message>
        <source>The newest line of each node says it.</source>
        <translation>각 노드의 가장 새로운 줄을 기준으로 합니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Ignore what needn&apos;t be committed</source>
        <translation>커밋할 필요가 없는 것 무시</translation>
    </message>
    <message>
        <source>The .gitignore has all that fits flow folders.</source>
        <translation>.gitignore에 흐름 폴더에 맞는 것이 모두 있습니다.</translation>
    </message>
    <message>
        <source>These lines are added to .gitignore:</source>
        <translation>.gitignore에 다음 줄을 추가합니다:</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Ignore files</source>
        <translation>파일 무시</translation>
    </message>
    <message>
        <source>Nothing was ignored</source>
        <translation>무시하지 않았습니다</translation>
    </message>
    <message>
        <source>Merge flows by node</source>
        <translation>흐름을 노드별로 병합</translation>
    </message>
    <message>
        <source>git of this repository then compares and merges flow files by their nodes, also outside of this window: two lines of .gitattributes, to be committed, and settings of this clone.</source>
        <translation>이 저장소의 git이 이 창 밖에서도 흐름 파일을 노드별로 비교하고 병합합니다. 커밋할 .gitattributes 두 줄과 이 복제본의 설정이 더해집니다.</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Set up merging by node</source>
        <translation>노드별 병합 설정</translation>
    </message>
    <message>
        <source>git asks</source>
        <translation>git의 질문</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>스테이징</translation>
    </message>
    <message>
        <source>Unstage</source>
        <translation>스테이징 취소</translation>
    </message>
    <message>
        <source>The file has changed meanwhile: look at it again.</source>
        <translation>그동안 파일이 변경되었습니다. 다시 확인하세요.</translation>
    </message>
    <message>
        <source>Unstage hunk</source>
        <translation>덩어리 스테이징 취소</translation>
    </message>
    <message>
        <source>Stage hunk</source>
        <translation>덩어리 스테이징</translation>
    </message>
    <message>
        <source>Unstage %1</source>
        <translation>%1 스테이징 취소</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>%1 스테이징</translation>
    </message>
    <message>
        <source>Nothing was discarded</source>
        <translation>버리지 않았습니다</translation>
    </message>
    <message>
        <source>The file isn&apos;t as git has it: save it, or discard it as a whole.</source>
        <translation>파일이 git에 있는 것과 다릅니다. 저장하거나 파일 전체를 버리세요.</translation>
    </message>
    <message>
        <source>Discard hunk</source>
        <translation>덩어리 버리기</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>변경 버리기</translation>
    </message>
    <message>
        <source>The files become as they are staged again, and new ones go. Undo brings them back.</source>
        <translation>파일이 스테이징된 상태로 돌아가고 새 파일은 없어집니다. 실행 취소로 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Discard %1</source>
        <translation>%1 버리기</translation>
    </message>
    <message>
        <source>Take back what was discarded</source>
        <translation>버린 것 되돌리기</translation>
    </message>
    <message>
        <source>What is staged holds keys or secrets: nothing was committed.</source>
        <translation>스테이징된 것에 키나 비밀이 있어 커밋하지 않았습니다.</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>Who commits?</source>
        <translation>누가 커밋하나요?</translation>
    </message>
    <message>
        <source>git doesn&apos;t know who you are. Your name:</source>
        <translation>git이 사용자를 모릅니다. 이름:</translation>
    </message>
    <message>
        <source>Your e-mail address:</source>
        <translation>전자 메일 주소:</translation>
    </message>
    <message>
        <source>Say who commits</source>
        <translation>커밋하는 사람 설정</translation>
    </message>
    <message>
        <source>Keys or secrets are staged</source>
        <translation>키나 비밀이 스테이징되었습니다</translation>
    </message>
    <message>
        <source>What is committed stays in the history for whoever gets the repository. Put it into a connection or a variable, or say why it is none.</source>
        <translation>커밋한 것은 저장소를 받는 모든 사람의 기록에 남습니다. 연결이나 변수에 넣거나, 비밀이 아닌 이유를 적으세요.</translation>
    </message>
    <message>
        <source>Don&apos;t commit</source>
        <translation>커밋하지 않기</translation>
    </message>
    <message>
        <source>The first is none…</source>
        <translation>첫째는 비밀이 아님…</translation>
    </message>
    <message>
        <source>Allow it</source>
        <translation>허용</translation>
    </message>
    <message>
        <source>Why it is no secret; this is committed:</source>
        <translation>비밀이 아닌 이유(함께 커밋됩니다):</translation>
    </message>
    <message>
        <source>Allow a secret</source>
        <translation>비밀 허용</translation>
    </message>
    <message>
        <source>It isn&apos;t allowed</source>
        <translation>허용하지 않았습니다</translation>
    </message>
    <message>
        <source>Settle %1</source>
        <translation>%1 정하기</translation>
    </message>
    <message>
        <source>Nothing was settled</source>
        <translation>정하지 않았습니다</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitCommitPane</name>
    <message>
        <source>just now</source>
        <translation>방금</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1분 전</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1시간 전</translation>
    </message>
    <message>
        <source>Amend last commit</source>
        <translation>마지막 커밋 고치기</translation>
    </message>
    <message>
        <source>What the commit does</source>
        <translation>커밋이 하는 일</translation>
    </message>
    <message>
        <source>Subject of the commit</source>
        <translation>커밋 제목</translation>
    </message>
    <message>
        <source>Why, if it isn&apos;t plain</source>
        <translation>분명하지 않다면 그 이유</translation>
    </message>
    <message>
        <source>Body of the commit&apos;s message</source>
        <translation>커밋 메시지 본문</translation>
    </message>
    <message>
        <source>Recent commits</source>
        <translation>최근 커밋</translation>
    </message>
    <message>
        <source>No commit yet.</source>
        <translation>아직 커밋이 없습니다.</translation>
    </message>
    <message>
        <source>No keys or secrets found</source>
        <translation>키나 비밀이 없습니다</translation>
    </message>
    <message>
        <source>%1 keys or secrets found…</source>
        <translation>키나 비밀 %1개 발견…</translation>
    </message>
    <message>
        <source>%1 files in conflict are to be settled first.</source>
        <translation>먼저 충돌하는 파일 %1개를 정하세요.</translation>
    </message>
    <message>
        <source>1 file in conflict is to be settled first.</source>
        <translation>먼저 충돌하는 파일 1개를 정하세요.</translation>
    </message>
    <message>
        <source>Nothing is staged: tick a file, or stage a hunk.</source>
        <translation>스테이징된 것이 없습니다. 파일을 선택하거나 덩어리를 스테이징하세요.</translation>
    </message>
    <message>
        <source>A commit needs a subject.</source>
        <translation>커밋에는 제목이 필요합니다.</translation>
    </message>
    <message>
        <source>Commit merge</source>
        <translation>병합 커밋</translation>
    </message>
    <message>
        <source>Amend commit</source>
        <translation>커밋 고치기</translation>
    </message>
    <message>
        <source>Commit %1 files</source>
        <translation>파일 %1개 커밋</translation>
    </message>
    <message>
        <source>Commit 1 file</source>
        <translation>파일 1개 커밋</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitDiffPane</name>
    <message>
        <source>Copy details</source>
        <translation>자세한 내용 복사</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Only the lines that you changed are staged. Comments, quotes and order are kept.</source>
        <translation>변경한 줄만 스테이징됩니다. 주석, 따옴표, 순서는 그대로입니다.</translation>
    </message>
    <message>
        <source>More of git</source>
        <translation>git 더 보기</translation>
    </message>
    <message>
        <source>Back to the changes</source>
        <translation>변경으로 돌아가기</translation>
    </message>
    <message>
        <source>What the commit changed</source>
        <translation>커밋이 변경한 것</translation>
    </message>
    <message>
        <source>No repository</source>
        <translation>저장소 없음</translation>
    </message>
    <message>
        <source>Branch %1</source>
        <translation>브랜치 %1</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>푸시</translation>
    </message>
    <message>
        <source>No file is chosen.</source>
        <translation>선택한 파일이 없습니다.</translation>
    </message>
    <message>
        <source>%1 of %2 hunks staged</source>
        <translation>덩어리 %2개 중 %1개 스테이징됨</translation>
    </message>
    <message>
        <source>Git LFS keeps this file elsewhere; here is only a pointer to it (%1 bytes).</source>
        <translation>Git LFS가 이 파일을 다른 곳에 보관합니다. 여기에는 포인터만 있습니다(%1바이트).</translation>
    </message>
    <message>
        <source>This is no text: it can be staged as a whole.</source>
        <translation>텍스트가 아닙니다. 파일 전체를 스테이징할 수 있습니다.</translation>
    </message>
    <message>
        <source>No line of it is another: only its name, mode or place.</source>
        <translation>바뀐 줄이 없습니다. 이름, 모드, 위치만 다릅니다.</translation>
    </message>
    <message>
        <source>%1 more hunks aren&apos;t shown: stage the file as a whole.</source>
        <translation>덩어리 %1개는 표시하지 않습니다. 파일 전체를 스테이징하세요.</translation>
    </message>
    <message>
        <source>%1 didn&apos;t work</source>
        <translation>%1: 실패했습니다</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitHunkView</name>
    <message>
        <source>Line %1</source>
        <translation>%1번째 줄</translation>
    </message>
    <message>
        <source>Lines of %1</source>
        <translation>%1의 줄</translation>
    </message>
    <message>
        <source>%1, %2, staged</source>
        <translation>%1, %2, 스테이징됨</translation>
    </message>
    <message>
        <source>%1, %2, not staged</source>
        <translation>%1, %2, 스테이징 안 됨</translation>
    </message>
    <message>
        <source>Unstage node</source>
        <translation>노드 스테이징 취소</translation>
    </message>
    <message>
        <source>Stage node</source>
        <translation>노드 스테이징</translation>
    </message>
    <message>
        <source>Unstage</source>
        <translation>스테이징 취소</translation>
    </message>
    <message>
        <source>Stage hunk</source>
        <translation>덩어리 스테이징</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitLogPane</name>
    <message>
        <source>What git was asked</source>
        <translation>git에 요청한 것</translation>
    </message>
    <message>
        <source>Nothing was done with git yet.</source>
        <translation>아직 git으로 한 일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitMergePane</name>
    <message>
        <source>both, merged</source>
        <translation>양쪽, 병합됨</translation>
    </message>
    <message>
        <source>ours</source>
        <translation>우리 것</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>상대 것</translation>
    </message>
    <message>
        <source>ours, picked</source>
        <translation>우리 것 선택</translation>
    </message>
    <message>
        <source>theirs, picked</source>
        <translation>상대 것 선택</translation>
    </message>
    <message>
        <source>both, picked</source>
        <translation>양쪽 선택</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>직접 입력</translation>
    </message>
    <message>
        <source>to be chosen</source>
        <translation>선택 필요</translation>
    </message>
    <message>
        <source>Next conflict</source>
        <translation>다음 충돌</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>이것 사용</translation>
    </message>
    <message>
        <source>Take both</source>
        <translation>양쪽 사용</translation>
    </message>
    <message>
        <source>Accept ours</source>
        <translation>우리 것 수락</translation>
    </message>
    <message>
        <source>Accept theirs</source>
        <translation>상대 것 수락</translation>
    </message>
    <message>
        <source>Settle and stage</source>
        <translation>정하고 스테이징</translation>
    </message>
    <message>
        <source>The result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Fields in conflict, and those that one side changed</source>
        <translation>충돌하는 필드와 한쪽만 변경한 필드</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>필드</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>기준</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>우리 것</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>상대 것</translation>
    </message>
    <message>
        <source>Lines to be written in place of both sides&apos;</source>
        <translation>양쪽 대신 쓸 줄</translation>
    </message>
    <message>
        <source>Or write other lines</source>
        <translation>또는 다른 줄 쓰기</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>파일 전체</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>줄</translation>
    </message>
    <message>
        <source>All is chosen in %1</source>
        <translation>%1에서 모두 선택했습니다</translation>
    </message>
    <message>
        <source>%1 conflicts in %2</source>
        <translation>%2에 충돌 %1개</translation>
    </message>
    <message>
        <source>1 conflict in %1</source>
        <translation>%1에 충돌 1개</translation>
    </message>
    <message>
        <source>Settle and stage writes it; Undo takes that back.</source>
        <translation>정하고 스테이징을 누르면 씁니다. 실행 취소로 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Both sides changed these fields. The rest is merged.</source>
        <translation>양쪽이 이 필드를 변경했습니다. 나머지는 병합되었습니다.</translation>
    </message>
    <message>
        <source>Only lines that a side changed are written.</source>
        <translation>한쪽이 변경한 줄만 씁니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitParts</name>
    <message>
        <source>The file&apos;s changes</source>
        <translation>파일의 변경</translation>
    </message>
    <message>
        <source>The commit</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>기준</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>우리 것</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>상대 것</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Commit %1</source>
        <translation>커밋 %1</translation>
    </message>
    <message>
        <source>HEAD to working tree</source>
        <translation>HEAD와 작업 트리</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitReview</name>
    <message>
        <source>The branch %1 is new here.</source>
        <translation>브랜치 %1이(가) 새로 생겼습니다.</translation>
    </message>
    <message>
        <source>The branch %1 has its commits now.</source>
        <translation>브랜치 %1에 커밋이 들어왔습니다.</translation>
    </message>
    <message>
        <source>All of it was here already.</source>
        <translation>모두 이미 있습니다.</translation>
    </message>
    <message>
        <source>The branch went on here, too: the commits are at %1, to be merged.</source>
        <translation>이쪽 브랜치도 진행되어, 커밋은 병합할 수 있게 %1에 있습니다.</translation>
    </message>
    <message>
        <source>No pull request</source>
        <translation>풀 요청 없음</translation>
    </message>
    <message>
        <source>Open a pull request</source>
        <translation>풀 요청 열기</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>브랜치</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Push and open</source>
        <translation>푸시하고 열기</translation>
    </message>
    <message>
        <source>Copy the page&apos;s address</source>
        <translation>페이지 주소 복사</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Open pull request</source>
        <translation>풀 요청 열기</translation>
    </message>
    <message>
        <source>The pull request was open already</source>
        <translation>풀 요청이 이미 열려 있었습니다</translation>
    </message>
    <message>
        <source>The pull request is open</source>
        <translation>풀 요청을 열었습니다</translation>
    </message>
    <message>
        <source>%1 (copied)</source>
        <translation>%1 (복사됨)</translation>
    </message>
    <message>
        <source>Export commits</source>
        <translation>커밋 내보내기</translation>
    </message>
    <message>
        <source>%1 commits are exported</source>
        <translation>커밋 %1개를 내보냈습니다</translation>
    </message>
    <message>
        <source>%1 · SHA-256 %2</source>
        <translation>%1 · SHA-256 %2</translation>
    </message>
    <message>
        <source>Import commits</source>
        <translation>커밋 가져오기</translation>
    </message>
    <message>
        <source>Commits (*.zip);;All files (*)</source>
        <translation>커밋 (*.zip);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>%1 commits are imported</source>
        <translation>커밋 %1개를 가져왔습니다</translation>
    </message>
</context>
<context>
    <name>postern::ide::GitStore</name>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>복제</translation>
    </message>
</context>
<context>
    <name>postern::ide::GraphEdits</name>
    <message>
        <source>Connect %1.%2</source>
        <translation>%1.%2 연결</translation>
    </message>
    <message>
        <source>Disconnect %1.%2</source>
        <translation>%1.%2 연결 해제</translation>
    </message>
    <message>
        <source>Disconnect links</source>
        <translation>링크 연결 해제</translation>
    </message>
    <message>
        <source>Put %1 into the link</source>
        <translation>링크에 %1 넣기</translation>
    </message>
    <message>
        <source>Set the condition of %1</source>
        <translation>%1의 조건 설정</translation>
    </message>
</context>
<context>
    <name>postern::ide::GraphPane</name>
    <message>
        <source>Graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대/축소</translation>
    </message>
    <message>
        <source>Flows of this folder</source>
        <translation>이 폴더의 흐름</translation>
    </message>
    <message>
        <source>Flows of this folder: %1</source>
        <translation>이 폴더의 흐름: %1</translation>
    </message>
    <message>
        <source>No other flow in this folder</source>
        <translation>이 폴더에 다른 흐름이 없습니다</translation>
    </message>
    <message>
        <source>The graph can&apos;t be shown: line %1 of %2 can&apos;t be read.
%3</source>
        <translation>그래프를 표시할 수 없습니다. %2의 %1번째 줄을 읽을 수 없습니다.
%3</translation>
    </message>
    <message>
        <source>No nodes yet. Press Space to add one.</source>
        <translation>아직 노드가 없습니다. 스페이스 키를 눌러 추가하세요.</translation>
    </message>
    <message>
        <source>Wiring %1 · %2 · %3 fit</source>
        <translation>%1 연결 중 · %2 · %3개 가능</translation>
    </message>
    <message>
        <source>the condition of %1</source>
        <translation>%1의 조건</translation>
    </message>
    <message>
        <source>Neither side has a node.</source>
        <translation>어느 쪽에도 노드가 없습니다.</translation>
    </message>
    <message>
        <source>Graph diff</source>
        <translation>그래프 비교</translation>
    </message>
    <message>
        <source>What the signs mean</source>
        <translation>기호의 뜻</translation>
    </message>
</context>
<context>
    <name>postern::ide::GuideLinks</name>
    <message>
        <source>Commands and their keys</source>
        <translation>명령과 키</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>모든 명령</translation>
    </message>
</context>
<context>
    <name>postern::ide::GuidePane</name>
    <message>
        <source>Search the guide</source>
        <translation>안내서 검색</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>목차</translation>
    </message>
    <message>
        <source>Sections of the guide</source>
        <translation>안내서의 항목</translation>
    </message>
    <message>
        <source>Nothing in the guide has these words.</source>
        <translation>안내서에 이 단어가 있는 곳이 없습니다.</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>안내서</translation>
    </message>
</context>
<context>
    <name>postern::ide::HistoryCommands</name>
    <message>
        <source>Run of %1</source>
        <translation>%1 실행</translation>
    </message>
    <message>
        <source>Tag run</source>
        <translation>실행에 태그</translation>
    </message>
    <message>
        <source>Tags, one word each:</source>
        <translation>태그(각각 한 낱말):</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>실행 삭제</translation>
    </message>
    <message>
        <source>What is deleted from the history can&apos;t be brought back.</source>
        <translation>실행 기록에서 삭제한 것은 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Export run</source>
        <translation>실행 내보내기</translation>
    </message>
    <message>
        <source>Import runs</source>
        <translation>실행 가져오기</translation>
    </message>
    <message>
        <source>Runs (*.postern-run);;All files (*)</source>
        <translation>실행 (*.postern-run);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>postern::ide::HistoryModel</name>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>debug</source>
        <translation>디버그</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>일괄 실행</translation>
    </message>
    <message>
        <source>fork</source>
        <translation>분기</translation>
    </message>
    <message>
        <source>unknown price</source>
        <translation>가격 알 수 없음</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>변형</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Cost $</source>
        <translation>비용 $</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>커밋</translation>
    </message>
</context>
<context>
    <name>postern::ide::HistoryPane</name>
    <message>
        <source>Of this flow</source>
        <translation>이 흐름만</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Search: words, state:failed node:answer cost&gt;0.01 tag:x</source>
        <translation>검색: 낱말, state:failed node:answer cost&gt;0.01 tag:x</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>실행 기록 검색</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>모든 상태</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>모든 종류</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행 기록</translation>
    </message>
    <message>
        <source>No runs yet. Press F5.</source>
        <translation>아직 실행이 없습니다. F5 키를 누르세요.</translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>실행 %2개 중 %1개</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>실행 %1개</translation>
    </message>
</context>
<context>
    <name>postern::ide::ImageAccess</name>
    <message>
        <source>This file is no image that can be shown.</source>
        <translation>표시할 수 있는 이미지 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>Is fetched when the flow runs.</source>
        <translation>흐름을 실행할 때 가져옵니다.</translation>
    </message>
    <message>
        <source>The folder is restricted: images outside it aren&apos;t read.</source>
        <translation>제한 모드인 폴더이므로 폴더 밖의 이미지는 읽지 않습니다.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>그런 파일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::KeepStrips</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>모두 저장</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Settings, trusted folders, inputs and unsaved text are gone when the program ends. Save your files, and mend the folder %1 or set POSTERN_HOME to another.</source>
        <translation>프로그램이 끝나면 설정, 신뢰하는 폴더, 입력과 저장하지 않은 텍스트가 사라집니다. 파일을 저장하고, 폴더 %1을(를) 고치거나 POSTERN_HOME을 다른 폴더로 지정하세요.</translation>
    </message>
    <message>
        <source>The text that was restored is gone then:</source>
        <translation>복원한 텍스트가 사라집니다:</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Nothing is kept.</source>
        <translation>아무것도 보관되지 않습니다.</translation>
    </message>
    <message>
        <source>Unsaved text was restored.</source>
        <translation>저장하지 않은 텍스트를 복원했습니다.</translation>
    </message>
    <message>
        <source>The program had ended without asking. Written at %1 and not saved yet: %2.</source>
        <translation>프로그램이 묻지 않고 종료되었습니다. %1에 작성되었고 아직 저장되지 않은 파일: %2.</translation>
    </message>
</context>
<context>
    <name>postern::ide::LayoutWords</name>
    <message>
        <source>The file .postern/layout.json can&apos;t be understood.</source>
        <translation>.postern/layout.json 파일을 해석할 수 없습니다.</translation>
    </message>
    <message>
        <source>The file .postern/layout.json is of a later version of Postern: where nodes are moved to isn&apos;t kept.</source>
        <translation>.postern/layout.json 파일은 더 최신 버전의 Postern이 만든 것입니다. 노드를 옮긴 위치는 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>The file .postern/layout.json can&apos;t be understood, and can&apos;t be put aside.</source>
        <translation>.postern/layout.json 파일을 해석할 수 없고 다른 이름으로 옮길 수도 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::MainWindow</name>
    <message>
        <source>Runs aren&apos;t kept</source>
        <translation>실행이 기록되지 않습니다</translation>
    </message>
    <message>
        <source>1 node</source>
        <translation>노드 1개</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>노드 %1개</translation>
    </message>
</context>
<context>
    <name>postern::ide::ModeBar</name>
    <message>
        <source>Modes</source>
        <translation>모드</translation>
    </message>
</context>
<context>
    <name>postern::ide::NodeRunner</name>
    <message>
        <source>Run this node alone, with inputs of your own</source>
        <translation>이 노드만 직접 입력한 값으로 실행합니다</translation>
    </message>
    <message>
        <source>It gets what it had in its last run, unless you change it.</source>
        <translation>바꾸지 않으면 마지막 실행 때의 값을 받습니다.</translation>
    </message>
    <message>
        <source>It has not run yet: fill in what it takes from the inputs and from other nodes.</source>
        <translation>아직 실행한 적이 없습니다. 흐름 입력과 다른 노드에서 받는 값을 채우세요.</translation>
    </message>
</context>
<context>
    <name>postern::ide::NodeViews</name>
    <message>
        <source>Rename node</source>
        <translation>노드 이름 바꾸기</translation>
    </message>
    <message>
        <source>New name of %1</source>
        <translation>%1의 새 이름</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 이름 바꾸기</translation>
    </message>
    <message>
        <source>%1 inputs of %2 nodes</source>
        <translation>노드 %2개의 입력 %1개</translation>
    </message>
</context>
<context>
    <name>postern::ide::OutlineModel</name>
    <message>
        <source>blocked</source>
        <translation>차단됨</translation>
    </message>
    <message>
        <source>1 fits</source>
        <translation>1개 가능</translation>
    </message>
    <message>
        <source>%1 fit</source>
        <translation>%1개 가능</translation>
    </message>
</context>
<context>
    <name>postern::ide::OutlineView</name>
    <message>
        <source>Outline</source>
        <translation>개요</translation>
    </message>
</context>
<context>
    <name>postern::ide::PictureView</name>
    <message>
        <source>%1 can&apos;t be shown: %2</source>
        <translation>%1을(를) 표시할 수 없습니다: %2</translation>
    </message>
    <message>
        <source>%1 × %2 pixels, %3</source>
        <translation>%1 × %2 픽셀, %3</translation>
    </message>
</context>
<context>
    <name>postern::ide::PreviewPane</name>
    <message>
        <source>Preview of the prompt</source>
        <translation>프롬프트 미리 보기</translation>
    </message>
    <message>
        <source>Select an llm or a prompt node, or open its template.</source>
        <translation>llm 또는 prompt 노드를 선택하거나 그 템플릿을 여세요.</translation>
    </message>
    <message>
        <source>%1 is no node&apos;s template: it can&apos;t be said what it is rendered with.</source>
        <translation>%1은(는) 어느 노드의 템플릿도 아니므로 무엇으로 렌더링되는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 is too large for a preview.</source>
        <translation>%1은(는) 미리 보기에 너무 큽니다.</translation>
    </message>
    <message>
        <source>Line %1: </source>
        <translation>%1행: </translation>
    </message>
    <message>
        <source>With the inputs of %1.</source>
        <translation>%1의 입력으로 렌더링했습니다.</translation>
    </message>
    <message>
        <source>With the inputs of the last run.</source>
        <translation>최근 실행의 입력으로 렌더링했습니다.</translation>
    </message>
    <message>
        <source>With what is known of the inputs by now.</source>
        <translation>지금까지 알려진 입력으로 렌더링했습니다.</translation>
    </message>
    <message>
        <source>Not known before a run: %1</source>
        <translation>실행 전에는 알 수 없음: %1</translation>
    </message>
    <message>
        <source>With the prompty&apos;s own sample.</source>
        <translation>prompty 자체의 샘플로.</translation>
    </message>
</context>
<context>
    <name>postern::ide::PromptyCommands</name>
    <message>
        <source>Add a node that asks as a prompty</source>
        <translation>prompty처럼 묻는 노드 추가</translation>
    </message>
    <message>
        <source>Prompties (*.prompty)</source>
        <translation>Prompty (*.prompty)</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 추가</translation>
    </message>
</context>
<context>
    <name>postern::ide::QuickFixes</name>
    <message>
        <source>No quick fix is known here</source>
        <translation>여기에 사용할 수 있는 빠른 수정이 없습니다</translation>
    </message>
</context>
<context>
    <name>postern::ide::ReferencesPane</name>
    <message>
        <source>References</source>
        <translation>참조</translation>
    </message>
    <message>
        <source>Nothing was looked for yet. Put the caret on a node, an input or a variable and press Shift+F12.</source>
        <translation>아직 찾은 것이 없습니다. 노드, 입력 또는 변수에 커서를 놓고 Shift+F12를 누르세요.</translation>
    </message>
    <message>
        <source>definition</source>
        <translation>정의</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>%1 안</translation>
    </message>
    <message>
        <source>References of %1: %2</source>
        <translation>%1의 참조: %2개</translation>
    </message>
</context>
<context>
    <name>postern::ide::RefusedStrip</name>
    <message>
        <source>Copy details</source>
        <translation>세부 정보 복사</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>%1: this could not be done.</source>
        <translation>%1: 이 작업을 할 수 없습니다.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
</context>
<context>
    <name>postern::ide::ResultPane</name>
    <message>
        <source>Outputs</source>
        <translation>흐름 출력</translation>
    </message>
    <message>
        <source>Streamed text</source>
        <translation>스트리밍된 텍스트</translation>
    </message>
    <message>
        <source>The flow is running.</source>
        <translation>흐름이 실행 중입니다.</translation>
    </message>
    <message>
        <source>The run is being prepared.</source>
        <translation>실행을 준비하고 있습니다.</translation>
    </message>
    <message>
        <source>The run was stopped.</source>
        <translation>실행을 중지했습니다.</translation>
    </message>
    <message>
        <source>The flow has no outputs.</source>
        <translation>흐름에 출력이 없습니다.</translation>
    </message>
    <message>
        <source>None yet. Press F5 to run the flow.</source>
        <translation>아직 없습니다. F5 키를 눌러 흐름을 실행하세요.</translation>
    </message>
    <message>
        <source>None yet. %1</source>
        <translation>아직 없습니다. %1</translation>
    </message>
    <message>
        <source>Not yet at this point. Forward goes to the end of the run.</source>
        <translation>이 시점에는 아직 없습니다. 앞으로를 누르면 실행의 끝으로 갑니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::RunCommands</name>
    <message>
        <source>Run (F5)</source>
        <translation>실행 (F5)</translation>
    </message>
    <message>
        <source>Run (F5): %1</source>
        <translation>실행 (F5): %1</translation>
    </message>
    <message>
        <source>Connections for runs</source>
        <translation>실행에 사용할 연결</translation>
    </message>
    <message>
        <source>Connections (*.yaml *.yml *.json)</source>
        <translation>연결 (*.yaml *.yml *.json)</translation>
    </message>
</context>
<context>
    <name>postern::ide::RunInputs</name>
    <message>
        <source>Last run</source>
        <translation>마지막 실행</translation>
    </message>
</context>
<context>
    <name>postern::ide::RunNodeDialog</name>
    <message>
        <source>Run %1</source>
        <translation>%1 실행</translation>
    </message>
    <message>
        <source>Run node</source>
        <translation>노드 실행</translation>
    </message>
</context>
<context>
    <name>postern::ide::RunPane</name>
    <message>
        <source>Source</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>Run inputs</source>
        <translation>실행 입력</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>흐름 출력</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Arguments of the class</source>
        <translation>클래스 인수</translation>
    </message>
    <message>
        <source>The chat asks for the inputs.</source>
        <translation>입력은 대화에서 받습니다.</translation>
    </message>
    <message>
        <source>This flow has no inputs.</source>
        <translation>이 흐름에는 입력이 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::RunToolBar</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>변형</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>시뮬레이터</translation>
    </message>
    <message>
        <source>Real · %1</source>
        <translation>실제 · %1</translation>
    </message>
    <message>
        <source>Real connections</source>
        <translation>실제 연결</translation>
    </message>
    <message>
        <source>Connections file…</source>
        <translation>연결 파일…</translation>
    </message>
</context>
<context>
    <name>postern::ide::SearchPane</name>
    <message>
        <source>Match case</source>
        <translation>대/소문자 구분</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>단어 단위로</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>정규식</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Show what each place would become</source>
        <translation>각 위치가 어떻게 바뀌는지 표시</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>모두 바꾸기</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>찾은 위치</translation>
    </message>
    <message>
        <source>Nothing found yet. What is found in the files of the folder is listed here, unsaved changes counted.</source>
        <translation>아직 찾은 것이 없습니다. 저장하지 않은 변경 내용까지 포함하여 폴더의 파일에서 찾은 것이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Find in files</source>
        <translation>파일에서 찾기</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>바꿀 내용</translation>
    </message>
    <message>
        <source>Only in files: *.py, data/*</source>
        <translation>다음 파일에서만: *.py, data/*</translation>
    </message>
    <message>
        <source>Places: %1 in files: %2</source>
        <translation>위치 %1개, 파일 %2개</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>찾은 것이 없습니다.</translation>
    </message>
    <message>
        <source>There are more: look for something longer.</source>
        <translation>더 있습니다. 더 긴 내용을 찾아보세요.</translation>
    </message>
    <message>
        <source>Left out, as they are large or no text: %1</source>
        <translation>크거나 텍스트가 아니어서 제외됨: %1개</translation>
    </message>
    <message>
        <source>To be replaced: %1</source>
        <translation>바꿀 위치: %1개</translation>
    </message>
    <message>
        <source>Replace in files</source>
        <translation>파일에서 바꾸기</translation>
    </message>
    <message>
        <source>%1 has become another since it was searched.</source>
        <translation>찾은 뒤에 %1의 내용이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>It is searched again: look at the places once more.</source>
        <translation>다시 찾습니다. 위치를 한 번 더 확인하세요.</translation>
    </message>
</context>
<context>
    <name>postern::ide::Session</name>
    <message>
        <source>Open a flow folder first.</source>
        <translation>먼저 흐름 폴더를 여세요.</translation>
    </message>
    <message>
        <source>The last run is being stopped.</source>
        <translation>이전 실행을 중지하는 중입니다.</translation>
    </message>
    <message>
        <source>The flow is running.</source>
        <translation>흐름이 실행 중입니다.</translation>
    </message>
    <message>
        <source>This folder is restricted. Trust it to run it.</source>
        <translation>이 폴더는 제한 모드입니다. 실행하려면 폴더를 신뢰하세요.</translation>
    </message>
    <message>
        <source>The flow&apos;s file can&apos;t be read as it stands.</source>
        <translation>흐름 파일을 현재 상태로는 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The flow has no nodes yet.</source>
        <translation>흐름에 아직 노드가 없습니다.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>%1행: %2</translation>
    </message>
    <message>
        <source>Keep where nodes stand</source>
        <translation>노드 위치 저장</translation>
    </message>
    <message>
        <source>Run from here</source>
        <translation>여기서부터 실행</translation>
    </message>
</context>
<context>
    <name>postern::ide::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>설정 검색</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>구역</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Open the last folder again at start</source>
        <translation>시작할 때 마지막 폴더 다시 열기</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Files, the selected node and the view of the graph come back too.</source>
        <translation>파일, 선택한 노드, 그래프 보기도 함께 복원됩니다.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Takes effect at once.</source>
        <translation>바로 적용됩니다.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Of everything but the graph, which zooms by itself.</source>
        <translation>따로 확대/축소되는 그래프를 뺀 모든 글자에 적용됩니다.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>The built-in simulator</source>
        <translation>내장 시뮬레이터</translation>
    </message>
    <message>
        <source>Real connections</source>
        <translation>실제 연결</translation>
    </message>
    <message>
        <source>Answers come from</source>
        <translation>응답 출처</translation>
    </message>
    <message>
        <source>Connections file</source>
        <translation>연결 파일</translation>
    </message>
    <message>
        <source>YAML or JSON; its connections go before those of the vault. Also used by the command line.</source>
        <translation>YAML 또는 JSON. 이 파일의 연결이 보관소의 연결보다 먼저 쓰입니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>Connections (*.yaml *.yml *.json)</source>
        <translation>연결 (*.yaml *.yml *.json)</translation>
    </message>
    <message>
        <source>Python interpreter</source>
        <translation>Python 인터프리터</translation>
    </message>
    <message>
        <source>For flows that have no .venv of their own. Also used by the command line.</source>
        <translation>자체 .venv가 없는 흐름에 사용합니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Allowed hosts</source>
        <translation>허용할 호스트</translation>
    </message>
    <message>
        <source>The only hosts that Postern itself contacts, commas between: host, *.suffix, host:port. Empty: any. Also used by the command line.</source>
        <translation>Postern 자체가 연결하는 호스트를 이것으로 제한합니다(쉼표로 구분: host, *.suffix, host:port). 비우면 제한하지 않습니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>프록시</translation>
    </message>
    <message>
        <source>http://host:port for models and Python code; empty: as the variables HTTPS_PROXY and NO_PROXY say. Also used by the command line.</source>
        <translation>모델과 Python 코드에 쓰는 http://host:port. 비우면 HTTPS_PROXY와 NO_PROXY 변수를 따릅니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation>CA 인증서</translation>
    </message>
    <message>
        <source>A PEM file to check servers with, instead of the system&apos;s. Also used by the command line.</source>
        <translation>시스템 인증서 대신 서버 확인에 쓸 PEM 파일입니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>인증서 (*.pem *.crt)</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>저장소</translation>
    </message>
    <message>
        <source>Home folder</source>
        <translation>홈 폴더</translation>
    </message>
    <message>
        <source>Settings, the vault and what is remembered of folders lie here. The variable POSTERN_HOME names another.</source>
        <translation>설정, 보관소, 폴더별 기억이 여기에 있습니다. POSTERN_HOME 변수로 다른 폴더를 지정할 수 있습니다.</translation>
    </message>
    <message>
        <source>Forget folders</source>
        <translation>폴더 기억 지우기</translation>
    </message>
    <message>
        <source>Remembered folders</source>
        <translation>기억된 폴더</translation>
    </message>
    <message>
        <source>Takes away recent folders and what was typed into runs of other folders than the one that is open. Trust and the flows themselves stay.</source>
        <translation>최근 폴더와, 열려 있는 폴더를 뺀 다른 폴더의 실행 입력을 지웁니다. 신뢰 여부와 흐름 자체는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>찾아보기…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Postern (as in VS Code)</source>
        <translation>Postern (VS Code 방식)</translation>
    </message>
    <message>
        <source>JetBrains</source>
        <translation>JetBrains</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>사전 설정</translation>
    </message>
    <message>
        <source>Keys of your own go before it.</source>
        <translation>직접 정한 단축키가 우선합니다.</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Same key</source>
        <translation>같은 단축키</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>새 단축키</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>단축키 없음</translation>
    </message>
    <message>
        <source>Preset&apos;s key</source>
        <translation>사전 설정 단축키</translation>
    </message>
    <message>
        <source>New key:</source>
        <translation>새 단축키:</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>postern::ide::StatusBar</name>
    <message>
        <source>Line and column</source>
        <translation>행과 열</translation>
    </message>
    <message>
        <source>Ln %1, Col %2</source>
        <translation>%1행, %2열</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>제한 모드</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>신뢰함</translation>
    </message>
    <message>
        <source>Errors: %1</source>
        <translation>오류: %1</translation>
    </message>
    <message>
        <source>Warnings: %1</source>
        <translation>경고: %1</translation>
    </message>
    <message>
        <source>Engine ready</source>
        <translation>엔진 준비됨</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>The built-in simulator answers every connection.</source>
        <translation>내장 시뮬레이터가 모든 연결에 응답합니다.</translation>
    </message>
    <message>
        <source>Runs use real connections.</source>
        <translation>실행에 실제 연결을 사용합니다.</translation>
    </message>
    <message>
        <source>Running since %1</source>
        <translation>%1부터 실행 중</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>실행 기록 없음</translation>
    </message>
    <message>
        <source>Last run: %1</source>
        <translation>최근 실행: %1</translation>
    </message>
    <message>
        <source>1 host</source>
        <translation>호스트 1개</translation>
    </message>
    <message>
        <source>%1 hosts</source>
        <translation>호스트 %1개</translation>
    </message>
    <message>
        <source>No host was contacted in this session.</source>
        <translation>이번 세션에서 연결한 호스트가 없습니다.</translation>
    </message>
    <message>
        <source>Hosts contacted in this session: %1</source>
        <translation>이번 세션에서 연결한 호스트: %1</translation>
    </message>
    <message>
        <source>Kind of file, and how its lines end</source>
        <translation>파일 종류와 줄 끝 형식</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>%1에서 일시 중지됨</translation>
    </message>
    <message>
        <source>Stepped back to before %1</source>
        <translation>%1 실행 전으로 이동함</translation>
    </message>
    <message>
        <source>%1 pinned</source>
        <translation>고정 %1개</translation>
    </message>
    <message>
        <source>0 tok asked since stepping back</source>
        <translation>뒤로 이동한 뒤 0 토큰 사용</translation>
    </message>
    <message>
        <source>Branch; commits to push and to pull</source>
        <translation>브랜치, 푸시할 커밋과 풀할 커밋</translation>
    </message>
    <message>
        <source>%1 · %2 in conflict</source>
        <translation>%1 · 충돌 %2개</translation>
    </message>
    <message>
        <source>Branch %1</source>
        <translation>브랜치 %1</translation>
    </message>
</context>
<context>
    <name>postern::ide::StripArea</name>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Review contents</source>
        <translation>내용 검토</translation>
    </message>
    <message>
        <source>Trust folder</source>
        <translation>폴더 신뢰</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>해당 행으로 이동</translation>
    </message>
    <message>
        <source>Show node</source>
        <translation>노드 보기</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The flow&apos;s file can&apos;t be read as it stands.</source>
        <translation>흐름 파일을 현재 상태로는 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 Showing the graph from %2.</source>
        <translation>%1 %2 시점의 그래프를 표시합니다.</translation>
    </message>
    <message>
        <source>The run failed.</source>
        <translation>실행하지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>%1 실패.</translation>
    </message>
    <message>
        <source>Undo to last good</source>
        <translation>마지막 정상 상태로 되돌리기</translation>
    </message>
    <message>
        <source>Create environment</source>
        <translation>환경 만들기</translation>
    </message>
    <message>
        <source>Choose interpreter…</source>
        <translation>인터프리터 선택…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Creating the Python environment. Its progress is in the Output tab.</source>
        <translation>Python 환경을 만드는 중입니다. 진행 상황은 실행 로그 탭에 표시됩니다.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>세부 정보 복사</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
    <message>
        <source>The inputs need attention.</source>
        <translation>입력을 확인하세요.</translation>
    </message>
    <message>
        <source>The flow can&apos;t be run now.</source>
        <translation>지금은 흐름을 실행할 수 없습니다.</translation>
    </message>
    <message>
        <source>Nothing runs: this folder is restricted.</source>
        <translation>제한 모드인 폴더라서 아무것도 실행되지 않습니다.</translation>
    </message>
    <message>
        <source>This folder is restricted.</source>
        <translation>제한 모드인 폴더입니다.</translation>
    </message>
    <message>
        <source>It can run Python and reach the network. Viewing and editing work; running does not.</source>
        <translation>이 폴더는 Python을 실행하고 네트워크에 접속할 수 있습니다. 보기와 편집은 할 수 있지만 실행은 할 수 없습니다.</translation>
    </message>
    <message>
        <source>Line %1 can&apos;t be read.</source>
        <translation>%1번째 줄을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Python needs attention.</source>
        <translation>Python 환경을 확인하세요.</translation>
    </message>
</context>
<context>
    <name>postern::ide::TimelinePane</name>
    <message>
        <source>Cost by model...</source>
        <translation>모델별 비용...</translation>
    </message>
    <message>
        <source>What each model or deployment took of this run</source>
        <translation>이 실행에서 모델이나 배포마다 쓴 것</translation>
    </message>
    <message>
        <source>(not told)</source>
        <translation>(알려지지 않음)</translation>
    </message>
    <message>
        <source>prompt tokens</source>
        <translation>프롬프트 토큰</translation>
    </message>
    <message>
        <source>answer tokens</source>
        <translation>답변 토큰</translation>
    </message>
    <message>
        <source>cost $</source>
        <translation>비용 $</translation>
    </message>
    <message>
        <source>Cost by model</source>
        <translation>모델별 비용</translation>
    </message>
    <message>
        <source>at %1 of %2</source>
        <translation>%2 중 %1 시점</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
</context>
<context>
    <name>postern::ide::TrustReview</name>
    <message>
        <source>Review folder</source>
        <translation>폴더 검토</translation>
    </message>
    <message>
        <source>If you trust %1, a run may execute these files and reach these connections.</source>
        <translation>%1을(를) 신뢰하면 실행할 때 이 파일을 실행하고 이 연결에 접근할 수 있습니다.</translation>
    </message>
    <message>
        <source>Contents of the folder</source>
        <translation>폴더 내용</translation>
    </message>
    <message>
        <source>Python files and requirements</source>
        <translation>Python 파일 및 요구 사항</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Package tools</source>
        <translation>패키지 도구</translation>
    </message>
    <message>
        <source>Keep restricted</source>
        <translation>제한 유지</translation>
    </message>
    <message>
        <source>Trust folder</source>
        <translation>폴더 신뢰</translation>
    </message>
</context>
<context>
    <name>postern::ide::VersionsView</name>
    <message>
        <source>Restore this version</source>
        <translation>이 버전 복원</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>%1의 버전</translation>
    </message>
    <message>
        <source>None yet: each save keeps one.</source>
        <translation>아직 없습니다. 저장할 때마다 하나씩 보관됩니다.</translation>
    </message>
    <message>
        <source>version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>editor</source>
        <translation>편집기</translation>
    </message>
    <message>
        <source>The editor has this version.</source>
        <translation>편집기에 이 버전이 있습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::WatchPane</name>
    <message>
        <source>Watch</source>
        <translation>조사식</translation>
    </message>
    <message>
        <source>Nothing is watched yet. Add an expression, such as nodes.NODE.output | length.</source>
        <translation>아직 조사식이 없습니다. nodes.NODE.output | length와 같은 식을 추가하세요.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>postern::ide::Watches</name>
    <message>
        <source>not yet</source>
        <translation>아직 아님</translation>
    </message>
</context>
<context>
    <name>postern::ide::WelcomePage</name>
    <message>
        <source>Open a flow folder to see its graph and run it.</source>
        <translation>흐름 폴더를 열어 그래프를 보고 실행하세요.</translation>
    </message>
    <message>
        <source>More samples</source>
        <translation>다른 샘플</translation>
    </message>
    <message>
        <source>Says what kind of page a web page is</source>
        <translation>웹 페이지의 종류를 판별합니다</translation>
    </message>
    <message>
        <source>Measures how well pages were sorted</source>
        <translation>페이지를 얼마나 잘 분류했는지 측정합니다</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>최근</translation>
    </message>
    <message>
        <source>%1 (not there)</source>
        <translation>%1 (없음)</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>목록에서 제거</translation>
    </message>
    <message>
        <source>Remove %1 from the list</source>
        <translation>목록에서 %1 제거</translation>
    </message>
    <message>
        <source>%1 finds every command, %2 a file or a node of the open flow. A folder may also be dropped here.</source>
        <translation>%1 키로 모든 명령을, %2 키로 열린 흐름의 파일이나 노드를 찾을 수 있습니다. 폴더를 여기에 끌어다 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Offline: ready. The samples run against the built-in simulator, without keys or network.</source>
        <translation>오프라인: 준비됨. 샘플은 키나 네트워크 없이 내장 시뮬레이터로 실행됩니다.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>An assistant that answers from documents and tickets</source>
        <translation>문서와 티켓을 바탕으로 답하는 도우미</translation>
    </message>
    <message>
        <source>Folders that you open are listed here.</source>
        <translation>열었던 폴더가 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Open the sample, or a flow folder of your own</source>
        <translation>샘플이나 직접 만든 흐름 폴더 열기</translation>
    </message>
    <message>
        <source>Run it on the simulator: %1</source>
        <translation>시뮬레이터로 실행하기: %1</translation>
    </message>
    <message>
        <source>See what a node got and gave: %1</source>
        <translation>노드가 받은 값과 내보낸 값 보기: %1</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>첫 단계</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: 완료</translation>
    </message>
    <message>
        <source>Duplicate this flow…</source>
        <translation>이 흐름 복제…</translation>
    </message>
</context>
<context>
    <name>postern::ide::WindowCommands</name>
    <message>
        <source>Search commands</source>
        <translation>명령 검색</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Go to a node, an input, an output or a file</source>
        <translation>노드, 입력, 출력 또는 파일로 이동</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>변형</translation>
    </message>
</context>
<context>
    <name>postern::ide::Workspace</name>
    <message>
        <source>The file %1 can&apos;t be edited.</source>
        <translation>파일 %1을(를) 편집할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::theme::FileDialog</name>
    <message>
        <source>Folder:</source>
        <translation>폴더:</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>이름:</translation>
    </message>
    <message>
        <source>Kind:</source>
        <translation>종류:</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Folder above</source>
        <translation>상위 폴더</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>새 폴더</translation>
    </message>
    <message>
        <source>Names alone</source>
        <translation>이름만</translation>
    </message>
    <message>
        <source>With details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>%1 file</source>
        <translation>%1 파일</translation>
    </message>
</context>
<context>
    <name>postern::widgets::BindingModel</name>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Bound to</source>
        <translation>참조</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ChatBubble</name>
    <message>
        <source>Open large</source>
        <translation>크게 열기</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>Rests on: %1</source>
        <translation>근거: %1</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ChatView</name>
    <message>
        <source>Write a question below. Each answer and its question go along with the next one.</source>
        <translation>아래에 질문을 쓰세요. 질문과 답변은 다음 질문에 함께 전달됩니다.</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Takes the place of the question and all after it.</source>
        <translation>이 질문과 그 뒤의 대화를 대신합니다.</translation>
    </message>
    <message>
        <source>What you had written comes back then.</source>
        <translation>쓰던 글은 그 뒤에 다시 나타납니다.</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Return sends, Shift+Return breaks the line</source>
        <translation>Enter로 보내고 Shift+Enter로 줄을 바꿉니다</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>What goes into %1</source>
        <translation>%1에 보낼 내용</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>고쳐서 다시 보내기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>첨부: %1</translation>
    </message>
    <message>
        <source>Show run</source>
        <translation>실행 보기</translation>
    </message>
    <message>
        <source>Earlier turns that go with the question</source>
        <translation>질문과 함께 보낼 이전 대화</translation>
    </message>
    <message>
        <source>With all earlier turns</source>
        <translation>이전 대화 모두 포함</translation>
    </message>
    <message>
        <source>With the last turn</source>
        <translation>이전 대화 1턴 포함</translation>
    </message>
    <message>
        <source>With the last %1 turns</source>
        <translation>이전 대화 %1턴 포함</translation>
    </message>
    <message>
        <source>Without earlier turns</source>
        <translation>이전 대화 없이</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ChipRow</name>
    <message>
        <source>Take %1 out of the selection</source>
        <translation>선택에서 %1 빼기</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ConditionForm</name>
    <message>
        <source>Run only when a condition holds</source>
        <translation>조건이 맞을 때만 실행</translation>
    </message>
    <message>
        <source>Always runs.</source>
        <translation>항상 실행됩니다.</translation>
    </message>
    <message>
        <source>Run when</source>
        <translation>실행 조건</translation>
    </message>
    <message>
        <source>is</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Set the condition of %1</source>
        <translation>%1의 조건 설정</translation>
    </message>
    <message>
        <source>Remove the condition of %1</source>
        <translation>%1의 조건 제거</translation>
    </message>
</context>
<context>
    <name>postern::widgets::EgressModel</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python 코드</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>허용됨</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>거부됨</translation>
    </message>
    <message>
        <source>Not on the allow-list</source>
        <translation>허용 목록에 없음</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>마지막 연결</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>For</source>
        <translation>용도</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>보냄</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>받음</translation>
    </message>
    <message>
        <source>Allow-list</source>
        <translation>허용 목록</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>패키지</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ErrorCard</name>
    <message>
        <source>Show details</source>
        <translation>자세히 보기</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>세부 정보</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>세부 정보 복사</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
</context>
<context>
    <name>postern::widgets::FieldEdit</name>
    <message>
        <source>Show what is offered (Down)</source>
        <translation>고를 수 있는 값 보기(아래쪽 화살표)</translation>
    </message>
    <message>
        <source>Point at it on the canvas (F4)</source>
        <translation>캔버스에서 가리키기 (F4)</translation>
    </message>
</context>
<context>
    <name>postern::widgets::FindBar</name>
    <message>
        <source>Match case</source>
        <translation>대소문자 구분</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>단어 단위</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>정규식</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>바꿀 내용</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>다음 일치 항목 (F3)</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>이전 일치 항목 (Shift+F3)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>모두 바꾸기</translation>
    </message>
    <message>
        <source>Replaced: %1</source>
        <translation>바꾼 항목: %1개</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>일치 항목 없음</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1번째</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ImageField</name>
    <message>
        <source>Path or address; drop or paste an image</source>
        <translation>경로나 주소, 또는 이미지 끌어 놓기·붙여 넣기</translation>
    </message>
    <message>
        <source>Choose an image file…</source>
        <translation>이미지 파일 선택…</translation>
    </message>
    <message>
        <source>The image can&apos;t be kept as a file.</source>
        <translation>이미지를 파일로 보관할 수 없습니다.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg *.gif *.webp *.bmp);;All files (*)</source>
        <translation>이미지 (*.png *.jpg *.jpeg *.gif *.webp *.bmp);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>postern::widgets::InputField</name>
    <message>
        <source>true</source>
        <translation>true</translation>
    </message>
    <message>
        <source>Too long to edit here: this is the beginning.</source>
        <translation>여기서 편집하기에는 너무 깁니다. 앞부분만 표시합니다.</translation>
    </message>
    <message>
        <source>Open large</source>
        <translation>크게 열기</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Leave it empty</source>
        <translation>비워 두기</translation>
    </message>
</context>
<context>
    <name>postern::widgets::InputsForm</name>
    <message>
        <source>This flow has no inputs.</source>
        <translation>이 흐름에는 입력이 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::widgets::InputsModel</name>
    <message>
        <source>A value is needed.</source>
        <translation>값을 입력하세요.</translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation>정수를 입력하세요.</translation>
    </message>
    <message>
        <source>A number is needed.</source>
        <translation>숫자를 입력하세요.</translation>
    </message>
    <message>
        <source>A list is needed.</source>
        <translation>목록이 필요합니다.</translation>
    </message>
</context>
<context>
    <name>postern::widgets::LastRun</name>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
</context>
<context>
    <name>postern::widgets::LogModel</name>
    <message>
        <source>run started</source>
        <translation>실행 시작됨</translation>
    </message>
    <message>
        <source>started</source>
        <translation>시작됨</translation>
    </message>
    <message>
        <source>waits %1 for attempt %2 at %3: %4</source>
        <translation>%3에 대한 %2번째 시도를 위해 %1 기다림: %4</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>수준</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
</context>
<context>
    <name>postern::widgets::LogPage</name>
    <message>
        <source>Level</source>
        <translation>수준</translation>
    </message>
    <message>
        <source>Every level</source>
        <translation>모든 수준</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>경고와 오류</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Filter the lines</source>
        <translation>줄 필터</translation>
    </message>
    <message>
        <source>The node has written nothing.</source>
        <translation>노드가 아무것도 쓰지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>postern::widgets::LogView</name>
    <message>
        <source>Level</source>
        <translation>수준</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Information and above</source>
        <translation>정보 이상</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>경고와 오류</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Filter the lines</source>
        <translation>줄 필터</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>No lines. What nodes write and what becomes of them is listed here.</source>
        <translation>줄이 없습니다. 노드가 쓴 것과 그 결과가 여기에 나열됩니다.</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>줄 복사</translation>
    </message>
    <message>
        <source>All nodes</source>
        <translation>모든 노드</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1줄</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%2줄 중 %1줄</translation>
    </message>
</context>
<context>
    <name>postern::widgets::Markdown</name>
    <message>
        <source>[picture: %1]</source>
        <translation>[그림: %1]</translation>
    </message>
</context>
<context>
    <name>postern::widgets::NodeInspector</name>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Select a node to see its settings.</source>
        <translation>설정을 보려면 노드를 선택하세요.</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>변형</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>최근 실행</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Activate condition</source>
        <translation>활성화 조건</translation>
    </message>
    <message>
        <source>Show I/O</source>
        <translation>입출력 보기</translation>
    </message>
    <message>
        <source>Show inputs and outputs</source>
        <translation>노드의 입력과 출력을 봅니다.</translation>
    </message>
    <message>
        <source>It takes none.</source>
        <translation>입력이 없습니다.</translation>
    </message>
    <message>
        <source>Values of the last run</source>
        <translation>마지막 실행의 값</translation>
    </message>
    <message>
        <source>Not run yet.</source>
        <translation>아직 실행하지 않았습니다.</translation>
    </message>
    <message>
        <source>It has none.</source>
        <translation>없습니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>간단히</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Show only what is set or often used</source>
        <translation>설정했거나 자주 쓰는 항목만 보기</translation>
    </message>
    <message>
        <source>Show all that can be set</source>
        <translation>설정할 수 있는 모든 항목 보기</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 이름 바꾸기</translation>
    </message>
    <message>
        <source>Add a variant, a copy of the one that is shown</source>
        <translation>보고 있는 변형을 복사해 변형 추가</translation>
    </message>
    <message>
        <source>Update inputs</source>
        <translation>입력 맞추기</translation>
    </message>
    <message>
        <source>The code no longer takes: %1.</source>
        <translation>코드에 더 이상 없는 입력: %1.</translation>
    </message>
    <message>
        <source>The code needs: %1.</source>
        <translation>코드에 필요한 입력: %1.</translation>
    </message>
    <message>
        <source>%1 takes what %2 took</source>
        <translation>%2의 값을 %1에 넘깁니다</translation>
    </message>
    <message>
        <source>Take out %1</source>
        <translation>%1 빼기</translation>
    </message>
    <message>
        <source>Update the inputs of %1</source>
        <translation>%1의 입력 맞추기</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>노드 %1개</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>모두 %1</translation>
    </message>
    <message>
        <source>a change goes to all %1</source>
        <translation>변경하면 %1개 모두 적용</translation>
    </message>
    <message>
        <source>They share none.</source>
        <translation>함께 있는 설정이 없습니다.</translation>
    </message>
    <message>
        <source>%1 shared of %2</source>
        <translation>%2개 중 %1개 공통</translation>
    </message>
    <message>
        <source>They take none.</source>
        <translation>입력이 없습니다.</translation>
    </message>
    <message>
        <source>Environment variables</source>
        <translation>환경 변수</translation>
    </message>
    <message>
        <source>Files from elsewhere</source>
        <translation>외부 파일</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>read by</source>
        <translation>읽는 곳</translation>
    </message>
    <message>
        <source>could feed</source>
        <translation>연결 가능</translation>
    </message>
    <message>
        <source>not offered</source>
        <translation>제외됨</translation>
    </message>
</context>
<context>
    <name>postern::widgets::NodeIo</name>
    <message>
        <source>Select a node to see what it got and gave.</source>
        <translation>받은 값과 돌려준 값을 보려면 노드를 선택하세요.</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Nothing yet. Press F5 to run the flow.</source>
        <translation>아직 없습니다. F5 키를 눌러 흐름을 실행하세요.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Logs •</source>
        <translation>로그 •</translation>
    </message>
    <message>
        <source>Nothing yet. %1</source>
        <translation>아직 없습니다. %1</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Raw request</source>
        <translation>원시 요청</translation>
    </message>
    <message>
        <source>Raw requests %1</source>
        <translation>원시 요청 %1</translation>
    </message>
</context>
<context>
    <name>postern::widgets::PlaceModel</name>
    <message>
        <source>Line %1: %2</source>
        <translation>%1행: %2</translation>
    </message>
    <message>
        <source>Line %1, %3: %2</source>
        <translation>%1행, %3: %2</translation>
    </message>
    <message>
        <source>%1, places: %2</source>
        <translation>%1, 위치 %2개</translation>
    </message>
</context>
<context>
    <name>postern::widgets::PortForm</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 이름 바꾸기</translation>
    </message>
    <message>
        <source>Add an input</source>
        <translation>입력 추가</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>none, has to be given</source>
        <translation>없음, 입력 필요</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Chat input</source>
        <translation>채팅 입력</translation>
    </message>
    <message>
        <source>Chat history</source>
        <translation>채팅 기록</translation>
    </message>
    <message>
        <source>The flow takes nothing yet.</source>
        <translation>흐름에 아직 입력이 없습니다.</translation>
    </message>
    <message>
        <source>Add an output</source>
        <translation>출력 추가</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>참조</translation>
    </message>
    <message>
        <source>Chat output</source>
        <translation>채팅 출력</translation>
    </message>
    <message>
        <source>The flow gives nothing yet.</source>
        <translation>흐름에 아직 출력이 없습니다.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 제거</translation>
    </message>
    <message>
        <source>An output gives what a node gives: add a node first.</source>
        <translation>출력은 노드의 결과를 내보냅니다. 먼저 노드를 추가하세요.</translation>
    </message>
    <message>
        <source>Add the input %1</source>
        <translation>입력 %1 추가</translation>
    </message>
    <message>
        <source>Add the output %1</source>
        <translation>출력 %1 추가</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ProblemModel</name>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>위치</translation>
    </message>
</context>
<context>
    <name>postern::widgets::PromptView</name>
    <message>
        <source>Show more messages (%1 left)</source>
        <translation>메시지 더 보기(%1개 남음)</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>This is the beginning. Show all of it</source>
        <translation>앞부분입니다. 전체 보기</translation>
    </message>
    <message>
        <source>about %1 tok</source>
        <translation>약 %1 토큰</translation>
    </message>
    <message>
        <source>Underlined: what values put there</source>
        <translation>밑줄: 값이 넣은 부분</translation>
    </message>
</context>
<context>
    <name>postern::widgets::RenderedPage</name>
    <message>
        <source>%1 more members are in the tree.</source>
        <translation>나머지 항목 %1개는 트리에 있습니다.</translation>
    </message>
    <message>
        <source>This is the beginning: %1 of %2 bytes. Double-click to see all of it.</source>
        <translation>앞부분입니다(%2바이트 중 %1바이트). 전체를 보려면 두 번 클릭하세요.</translation>
    </message>
</context>
<context>
    <name>postern::widgets::RequestView</name>
    <message>
        <source>no answer</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>The engine has sent no request for this node in the latest run. What Python code sends by itself isn&apos;t seen here.</source>
        <translation>최근 실행에서 엔진이 이 노드를 위해 보낸 요청이 없습니다. Python 코드가 스스로 보내는 것은 여기에 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Request and response</source>
        <translation>요청과 응답</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>postern::widgets::RunLog</name>
    <message>
        <source>run started</source>
        <translation>실행 시작</translation>
    </message>
    <message>
        <source>started</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>경고: %1</translation>
    </message>
    <message>
        <source>No runs yet. Press F5.</source>
        <translation>아직 실행 기록이 없습니다. F5 키를 누르세요.</translation>
    </message>
    <message>
        <source>Python code of this run reaches the simulator at %1 (this machine only, with a key of this run) until the run ends.</source>
        <translation>이 실행의 Python 코드는 실행이 끝날 때까지 %1의 시뮬레이터에 연결합니다(이 컴퓨터 안에서만, 이 실행 전용 키 사용).</translation>
    </message>
    <message>
        <source>%1 waits %2 s for attempt %3 at %4: %5</source>
        <translation>%1: %4에 대한 %3번째 시도까지 %2초 대기: %5</translation>
    </message>
</context>
<context>
    <name>postern::widgets::RunModel</name>
    <message>
        <source>not run</source>
        <translation>실행 안 됨</translation>
    </message>
    <message>
        <source>blocked by %1</source>
        <translation>%1 때문에 차단됨</translation>
    </message>
    <message>
        <source>Retrying in %1 s: %2, %3.</source>
        <translation>%1초 후에 다시 시도합니다: %2, %3.</translation>
    </message>
    <message>
        <source>paused before run</source>
        <translation>실행 전 일시 중지됨</translation>
    </message>
    <message>
        <source>paused before the model is asked</source>
        <translation>모델에 묻기 전 일시 중지됨</translation>
    </message>
    <message>
        <source>failed, held</source>
        <translation>실패, 멈춤</translation>
    </message>
    <message>
        <source>paused after run</source>
        <translation>실행 후 일시 중지됨</translation>
    </message>
</context>
<context>
    <name>postern::widgets::TimelineModel</name>
    <message>
        <source>no answer</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>%1, %2 times</source>
        <translation>%1, %2번</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>막힘</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>실행 안 됨</translation>
    </message>
    <message>
        <source>waited for its turn %2 from %1</source>
        <translation>%1부터 %2 동안 차례를 기다림</translation>
    </message>
    <message>
        <source>was held %2 from %1</source>
        <translation>%1부터 %2 동안 멈춰 있음</translation>
    </message>
    <message>
        <source>waited %2 for another attempt from %1</source>
        <translation>%1부터 %2 동안 다시 시도하기를 기다림</translation>
    </message>
    <message>
        <source>ran %2 from %1</source>
        <translation>%1부터 %2 동안 실행함</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>거부됨: %1</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Cost $</source>
        <translation>비용 $</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>not yet (%1)</source>
        <translation>아직(%1)</translation>
    </message>
    <message>
        <source>not yet at this point; in the run: %1</source>
        <translation>이 시점에는 아직, 실행에서는: %1</translation>
    </message>
</context>
<context>
    <name>postern::widgets::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>No run to show yet. Each node of a run gets a row here, with its time, tokens and cost.</source>
        <translation>아직 보여 줄 실행이 없습니다. 실행의 노드마다 시간, 토큰, 비용이 한 행으로 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>postern::widgets::TraceModel</name>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>not yet (%1)</source>
        <translation>아직(%1)</translation>
    </message>
</context>
<context>
    <name>postern::widgets::TraceView</name>
    <message>
        <source>Trace</source>
        <translation>추적</translation>
    </message>
    <message>
        <source>No run to show yet. What its nodes do is listed here, down to the spans of their Python code and to each HTTP request.</source>
        <translation>아직 보여 줄 실행이 없습니다. 노드가 하는 일이 Python 코드의 스팬과 HTTP 요청까지 여기에 나열됩니다.</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ValueDialog</name>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Find in the value</source>
        <translation>값에서 찾기</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾을 수 없음</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ValueEditor</name>
    <message>
        <source>Use this value</source>
        <translation>이 값 사용</translation>
    </message>
    <message>
        <source>Value as JSON</source>
        <translation>JSON 값</translation>
    </message>
    <message>
        <source>Use this value (Ctrl+Return)</source>
        <translation>이 값 사용 (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>%1, the type fits</source>
        <translation>%1, 형식이 맞습니다</translation>
    </message>
    <message>
        <source>%1 in place of %2</source>
        <translation>%2 대신 %1</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ValueModel</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>edited · %1</source>
        <translation>편집됨 · %1</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ValueView</name>
    <message>
        <source>Tree</source>
        <translation>트리</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>원문</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Raw value</source>
        <translation>원본 값</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>경로 복사</translation>
    </message>
    <message>
        <source>Value as text</source>
        <translation>텍스트로 본 값</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Open large</source>
        <translation>크게 열기</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Take back what was edited by hand</source>
        <translation>직접 편집한 것을 되돌립니다</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>편집…</translation>
    </message>
    <message>
        <source>Double-click a value to edit it</source>
        <translation>값을 두 번 클릭하면 편집합니다</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 편집</translation>
    </message>
    <message>
        <source>Edit as JSON</source>
        <translation>JSON으로 편집</translation>
    </message>
</context>
<context>
    <name>postern::widgets::VariantTable</name>
    <message>
        <source>It has none.</source>
        <translation>없습니다.</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 보기</translation>
    </message>
    <message>
        <source>Variant %1</source>
        <translation>변형 %1</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 이름 바꾸기</translation>
    </message>
    <message>
        <source>Description of %1</source>
        <translation>%1의 설명</translation>
    </message>
    <message>
        <source>default</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>Describe %1</source>
        <translation>%1 설명 쓰기</translation>
    </message>
    <message>
        <source>What to do with %1</source>
        <translation>%1에 할 수 있는 작업</translation>
    </message>
    <message>
        <source>Make it the default</source>
        <translation>기본값으로 지정</translation>
    </message>
    <message>
        <source>Make %1 the default</source>
        <translation>%1을(를) 기본값으로 지정</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 삭제</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Add the variant %1</source>
        <translation>변형 %1 추가</translation>
    </message>
</context>
</TS>
